package dev.nulltickets.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Print rows as a table in Markdown, with columns of one width. */
final class Table {
    private Table() {}

    static void print(List<Row> rows, PrintWriter out) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Row row : rows) {
            for (String column : row.columns()) {
                int width = Math.max(column.length(), row.text(column).length());
                widths.merge(column, width, Math::max);
            }
        }
        StringJoiner names = line();
        StringJoiner rules = line();
        widths.forEach((column, width) -> {
            names.add(padded(column, width));
            rules.add("-".repeat(width));
        });
        out.println(names);
        out.println(rules);
        for (Row row : rows) {
            StringJoiner values = line();
            widths.forEach((column, width) -> values.add(padded(row.text(column), width)));
            out.println(values);
        }
    }

    private static StringJoiner line() {
        return new StringJoiner(" | ", "| ", " |");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
