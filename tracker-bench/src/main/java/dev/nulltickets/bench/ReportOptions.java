package dev.nulltickets.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Say where results go. */
final class ReportOptions {
    @Option(
            names = "--json",
            description = "Where the result is written as JSON. Default: target/bench/<command>.json.")
    private @Nullable Path json;

    /** Write a result, and return the status that the process is to end with. */
    int finish(Report report, CommandSpec command) {
        PrintWriter out = command.commandLine().getOut();
        report.print(out);
        Path file = json == null ? Path.of("target", "bench", command.name() + ".json") : json;
        report.write(file);
        out.println();
        out.println("written to " + file);
        out.flush();
        return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
