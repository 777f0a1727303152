package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.spi.Tx;
import java.util.List;

/**
 * Copy one old database in one transaction, kind by kind, each before those that refer to it.
 */
final class Import {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    Import(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        expectEmpty();
        refuseDuplicates();
        new PipelineImport(old, tx, report).run();
        TaskFacts.gather(old);
        new TaskImport(old, tx, report).run();
        new DependencyImport(old, tx, report).run();
        new AssignmentImport(old, tx, report).run();
        new RunImport(old, tx, report).run();
        new LeaseImport(old, tx, report).run();
        new HistoryImport(old, tx, report).run();
        new ArtifactImport(old, tx, report).run();
        new EntryImport(old, tx, report).run();
        new TraceImport(old, tx, report).run();
    }

    private void expectEmpty() {
        expectNone("pipelines", tx.pipelines().ids());
        expectNone("artifacts", tx.artifacts().list(ArtifactFilter.ALL, null, 1));
    }

    private static void expectNone(String what, List<?> found) {
        if (!found.isEmpty()) {
            throw new ImportRefusedException(
                    "the database already holds " + what + "; an import needs one that holds nothing");
        }
    }

    private void refuseDuplicates() {
        for (OldTable table : OldTable.values()) {
            old.refuseDuplicates(table, String.join(", ", table.key()));
        }
        old.refuseDuplicates(OldTable.PIPELINES, "name");
        old.refuseDuplicates(OldTable.RUNS, "task_id, attempt");
    }
}
