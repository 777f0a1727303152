package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.IDEMPOTENCY;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.spi.IdempotencyStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.RowId;
import org.jooq.SelectForUpdateStep;

/** Keep the answers to writes that came with an idempotency key. */
final class IdempotencyTable implements IdempotencyStore {
    private static final Sql FIND = Sql.of(() -> Draft.of(
            select(Part.COLUMNS).from(IDEMPOTENCY).where(IDEMPOTENCY.KEY_HASH.eq(Draft.bind(IDEMPOTENCY.KEY_HASH)))));
    private static final Sql PUT = Sql.of(() -> Draft.of(Draft.insertion(IDEMPOTENCY, Part.COLUMNS)
            .onConflict(IDEMPOTENCY.KEY_HASH)
            .doUpdate()
            .set(IDEMPOTENCY.REQUEST_HASH, excluded(IDEMPOTENCY.REQUEST_HASH))
            .set(IDEMPOTENCY.CREDENTIAL_HASH, excluded(IDEMPOTENCY.CREDENTIAL_HASH))
            .set(IDEMPOTENCY.SEALED, excluded(IDEMPOTENCY.SEALED))
            .set(IDEMPOTENCY.CREATED_AT_MS, excluded(IDEMPOTENCY.CREATED_AT_MS))
            .set(IDEMPOTENCY.EXPIRES_AT_MS, excluded(IDEMPOTENCY.EXPIRES_AT_MS))));
    private static final Sql PURGE = Sql.of(() -> Draft.differing(
            deleteFrom(IDEMPOTENCY).where(IDEMPOTENCY.rowid().in(overdue())),
            deleteFrom(IDEMPOTENCY)
                    .where(IDEMPOTENCY.rowid().in(overdue().forUpdate().skipLocked()))));

    private final Session session;
    private final Locks locks;

    IdempotencyTable(Session session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    @Override
    public Optional<StoredAnswer> find(String keyHash) {
        byte[] key = bytes(keyHash);
        locks.answer(key);
        return session.first(FIND, values -> values.bytes(key), IdempotencyTable::answer);
    }

    @Override
    public void put(StoredAnswer answer) {
        session.change(
                PUT,
                values -> values.bytes(bytes(answer.keyHash()))
                        .bytes(bytes(answer.requestHash()))
                        .bytes(bytes(answer.credentialHash()))
                        .text(answer.sealed())
                        .time(answer.createdAt())
                        .time(answer.expiresAt()));
    }

    @Override
    public int purge(Instant now, int limit) {
        return session.change(PURGE, values -> values.time(now).number((long) limit));
    }

    private static SelectForUpdateStep<Record1<RowId>> overdue() {
        return select(IDEMPOTENCY.rowid())
                .from(IDEMPOTENCY)
                .where(IDEMPOTENCY.EXPIRES_AT_MS.le(Draft.bind(IDEMPOTENCY.EXPIRES_AT_MS)))
                .orderBy(IDEMPOTENCY.EXPIRES_AT_MS)
                .limit(Draft.limit());
    }

    private static StoredAnswer answer(Row row) throws SQLException {
        return new StoredAnswer(
                hex(row.bytes()), hex(row.bytes()), hex(row.bytes()), row.text(), row.time(), row.time());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            IDEMPOTENCY.KEY_HASH,
            IDEMPOTENCY.REQUEST_HASH,
            IDEMPOTENCY.CREDENTIAL_HASH,
            IDEMPOTENCY.SEALED,
            IDEMPOTENCY.CREATED_AT_MS,
            IDEMPOTENCY.EXPIRES_AT_MS
        };

        private Part() {}
    }
}
