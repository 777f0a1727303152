package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measure cycles beside their limits: the disk, bare JDBC, in process, over HTTP, one right after the other. */
@Command(
        name = "cycles",
        description = "Measure cycles by bare JDBC, in process and over HTTP, and what the disk does, in one run.",
        mixinStandardHelpOptions = true)
final class CyclesCommand implements Callable<Integer> {
    /** A commit for each step. */
    private static final double COMMITS_OF_CYCLE = 4;

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

    @Override
    public Integer call() {
        Report report = new Report("cycles, synchronous " + stores.synchronous(), Machine.here());
        double commits = disk(report);
        Trial trial = new Trial(stores, servers);
        for (int callers : load.callers()) {
            measure(trial, callers, commits, report);
        }
        return reports.finish(report, requireNonNull(command));
    }

    private double disk(Report report) {
        Duration time = load.measured().dividedBy(2);
        try (Scratch scratch = stores.scratch()) {
            double flushes = Disk.flushes(scratch.file("flushes"), time);
            double commits = Disk.commits(scratch.file("commits.db"), stores.synchronous(), time);
            perSecond(report.row("disk"), "4 KiB appended and flushed", flushes);
            perSecond(report.row("disk"), "one row committed by SQLite", commits);
            return commits;
        }
    }

    private static void perSecond(Row row, String what, double rate) {
        row.put("what", what).put("per second", rate).put("ms each", 1e3 / rate);
    }

    private void measure(Trial trial, int callers, double commits, Report report) {
        Tally limit = trial.limit(callers, load);
        row(report, "bare JDBC", callers, limit, commits);
        Tally core = trial.core(callers, load, null, load.shape());
        row(report, "in process", callers, core, commits).put("of bare JDBC", ratio(core, limit));
        Trial.Served http = trial.http(callers, load, null, load.shape());
        http.put(row(report, "over HTTP", callers, http.tally(), commits)
                .put("of bare JDBC", ratio(http.tally(), limit))
                .put("of in process", ratio(http.tally(), core)));
    }

    private static Row row(Report report, String what, int callers, Tally tally, double commits) {
        report.errors(what + ", " + callers + " callers", tally);
        Row row = report.row("cycles").put("what", what).put("callers", callers);
        return Rows.cycles(row, tally).put("commits' worth", tally.cyclesPerSecond() * COMMITS_OF_CYCLE / commits);
    }

    private static double ratio(Tally measured, Tally limit) {
        return measured.cyclesPerSecond() / limit.cyclesPerSecond();
    }
}
