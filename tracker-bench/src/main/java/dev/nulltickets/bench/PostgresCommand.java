package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Postgres;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure cycles on PostgreSQL beside their limits: bare JDBC, in process, and over HTTP by one and more servers. */
@Command(
        name = "postgres",
        description = "Measure cycles on PostgreSQL by bare JDBC, in process, and over HTTP by one and more servers.",
        mixinStandardHelpOptions = true)
final class PostgresCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--db",
            required = true,
            description = "postgresql://user@host:5432/name; each run has a new schema.")
    private String database = "";

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "1,3",
            description = "How many servers share the load; 0 leaves HTTP out. Default: ${DEFAULT-VALUE}.")
    private List<Integer> numbers = List.of();

    @Override
    public Integer call() {
        Report report = new Report("cycles on PostgreSQL", Machine.here());
        for (int callers : load.callers()) {
            measure(callers, report);
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void measure(int callers, Report report) {
        Tally least = bare(callers, true);
        row(report, "bare JDBC, the least", callers, least, least);
        row(report, "bare JDBC, as the store", callers, bare(callers, false), least);
        row(report, "in process", callers, core(callers), least);
        for (int number : numbers) {
            if (number > 0) {
                Tally http = http(callers, number);
                row(report, "over HTTP, " + number + (number == 1 ? " server" : " servers"), callers, http, least);
            }
        }
        row(report, "bare JDBC, the least again", callers, bare(callers, true), least);
    }

    private Tally bare(int callers, boolean least) {
        try (PostgresSchemas.Made schema = new PostgresSchemas(database).make()) {
            return new BarePostgres(schema).run(callers, load.window(), least);
        }
    }

    private Tally core(int callers) {
        try (PostgresSchemas.Made schema = new PostgresSchemas(database).make();
                TrackerStore store = Postgres.open(schema.settings())) {
            return new CoreLoad(new Tracker(store), load.shape()).run(callers, load.window());
        }
    }

    private Tally http(int callers, int number) {
        try (Scratch scratch = stores.scratch();
                PostgresSchemas.Made schema = new PostgresSchemas(database).make();
                ServerProcesses processes = servers.start(number, schema.served(), scratch.file("home"))) {
            return new HttpLoad(processes.targets(), load.shape()).run(callers, load.window());
        }
    }

    private static void row(Report report, String what, int callers, Tally tally, Tally least) {
        report.errors(what + ", " + callers + " callers", tally);
        Row row = report.row("cycles").put("what", what).put("callers", callers);
        Rows.cycles(row, tally).put("of the least", tally.cyclesPerSecond() / least.cyclesPerSecond());
    }
}
