package dev.nulltickets.bench;

import dev.nulltickets.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collect the rows of one benchmark, and write them as a table and as JSON. Not safe for use by several threads. */
final class Report {
    private final String benchmark;
    private final Row machine;
    private final Map<String, List<Row>> tables = new LinkedHashMap<>();
    private final Map<String, Long> errors = new LinkedHashMap<>();

    Report(String benchmark, Row machine) {
        this.benchmark = benchmark;
        this.machine = machine;
    }

    Row row(String table) {
        Row row = new Row();
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
        return row;
    }

    /** Note what went wrong in a measurement. */
    void errors(String where, Tally tally) {
        tally.errors().forEach((what, times) -> error(where + ": " + what, times));
    }

    /** Note that something went wrong so many times. */
    void error(String what, long times) {
        errors.merge(what, times, Long::sum);
    }

    boolean clean() {
        return errors.isEmpty();
    }

    void print(PrintWriter out) {
        out.println(benchmark);
        machine.columns().forEach(name -> out.println("  " + name + ": " + machine.text(name)));
        tables.forEach((name, rows) -> {
            out.println();
            out.println(name);
            Table.print(rows, out);
        });
        if (!errors.isEmpty()) {
            out.println();
            out.println("errors");
            errors.forEach((what, times) -> out.println("  " + times + " x " + what));
        }
        out.flush();
    }

    void write(Path file) {
        JsonObject json = new JsonObject().put("benchmark", benchmark).put("machine", machine.json());
        tables.forEach((name, rows) -> json.putAll(name, rows, Row::json));
        JsonObject failures = new JsonObject();
        errors.forEach(failures::put);
        json.put("errors", failures.build());
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, json.build().value() + "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException("the result cannot be written to " + file, problem);
        }
    }
}
