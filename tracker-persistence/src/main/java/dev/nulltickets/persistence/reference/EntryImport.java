package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;

/** Copy the key-value store, and index it anew. */
final class EntryImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    EntryImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.STORE, "select distinct namespace, '' as key from store", this::expectEmpty);
        old.each(OldTable.STORE, "select * from store", row -> {
            put(row);
            report.imported(ReportDraft.Kind.ENTRIES);
        });
    }

    private void expectEmpty(OldRow row) throws SQLException {
        if (!tx.entries().list(row.text("namespace")).isEmpty()) {
            throw new ImportRefusedException("the database already holds entries of the namespace "
                    + row.text("namespace") + "; an import needs one that holds nothing");
        }
    }

    private void put(OldRow row) throws SQLException {
        String namespace = row.text("namespace");
        String key = row.text("key");
        JsonText value = row.json("value_json");
        tx.entries()
                .put(
                        new Entry(namespace, key, value, row.time("created_at_ms"), row.time("updated_at_ms")),
                        EntryIndex.of(namespace, key, value));
    }
}
