package dev.nulltickets.persistence;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Say where a PostgreSQL database is and how it is used. The text of this is fit for a log: it names no password.
 *
 * @param address which server and database
 * @param properties what the driver is told besides, such as {@code user}, {@code password} or {@code sslmode}
 * @param writers how many transactions may write at once, at least 1: each has a connection
 * @param readers how many transactions may read at once, at least 1: each has a connection
 * @param queueCapacity how many writes, and how many reads, may wait, at least 1
 * @param clock the time of transactions, or null for the database's own, which several servers share
 * @since 0.1.0
 */
public record PostgresSettings(
        PostgresAddress address,
        Map<String, String> properties,
        int writers,
        int readers,
        int queueCapacity,
        @Nullable InstantSource clock) {
    /** The driver's property that must not be shown. */
    private static final String PASSWORD = "password";

    public PostgresSettings {
        requireNonNull(address, "address");
        properties = Map.copyOf(properties);
        atLeastOne("writers", writers);
        atLeastOne("readers", readers);
        atLeastOne("queueCapacity", queueCapacity);
    }

    /**
     * Use a database, with 8 writers, 4 readers and room for 4096 that wait.
     *
     * @param address {@code postgresql://user@host:5432/name?setting=value}, or the same as {@code jdbc:postgresql:…}
     * @throws IllegalArgumentException if it is neither; the message does not repeat it
     */
    public static PostgresSettings of(String address) {
        PostgresAddress.Parsed parsed = PostgresAddress.parse(address);
        return new PostgresSettings(parsed.address(), parsed.properties(), 8, 4, 4096, null);
    }

    /** Return the same settings with a password, in place of one that the address may have had. */
    public PostgresSettings withPassword(String value) {
        return withProperty(PASSWORD, value);
    }

    /** Return the same settings with one more for the driver. */
    public PostgresSettings withProperty(String property, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new PostgresSettings(address, more, writers, readers, queueCapacity, clock);
    }

    /** Return the same settings with other numbers of connections. */
    public PostgresSettings withConnections(int forWriting, int forReading) {
        return new PostgresSettings(address, properties, forWriting, forReading, queueCapacity, clock);
    }

    /** Return the same settings with room for another number of waiting writes. */
    public PostgresSettings withQueueCapacity(int value) {
        return new PostgresSettings(address, properties, writers, readers, value, clock);
    }

    /** Return the same settings with another clock than the database's. For tests: several servers must agree. */
    public PostgresSettings withClock(InstantSource value) {
        return new PostgresSettings(address, properties, writers, readers, queueCapacity, value);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }
}
