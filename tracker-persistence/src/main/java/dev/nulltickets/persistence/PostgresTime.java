package dev.nulltickets.persistence;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tell the time of a transaction: the database's, so that servers whose clocks differ agree, or that of a clock.
 *
 * @param clock tells the time, or null for the database's
 */
record PostgresTime(@Nullable InstantSource clock) {
    private static final Sql NOW =
            Sql.plain("select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)");

    /** Ask for the time along with the next question. */
    void ahead(Session session) {
        if (clock == null) {
            session.ahead(NOW, Parameters.Binder.NONE, Row::time, true);
        }
    }

    /** Ask for the time when it is needed, and only once. */
    InstantSource once(Session session) {
        return new InstantSource() {
            private @Nullable Instant known;

            @Override
            public Instant instant() {
                if (known == null) {
                    known = now(session);
                }
                return known;
            }
        };
    }

    Instant now(Session session) {
        return clock == null
                ? session.first(NOW, Parameters.Binder.NONE, Row::time).orElseThrow()
                : clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
