package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name a database of a PostgreSQL server. No part of it is a secret.
 *
 * @param hosts the servers to try, such as {@code db.example:5432} or {@code one:5432,two:5432}; may be empty
 * @param database the name of the database, as it is written in an address; may be empty
 * @since 0.1.0
 */
public record PostgresAddress(String hosts, String database) {
    private static final Pattern FORM = Pattern.compile("(?:jdbc:)?(?:postgresql|postgres):(?://(?<login>[^/?@]*@)?"
            + "(?<hosts>[^/?@]*)(?:/(?<database>[^?]*))?|(?<local>[^/?@]+))(?:\\?(?<settings>.*))?");

    /** An address, and what else the same text says. */
    record Parsed(PostgresAddress address, Map<String, String> properties) {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Say whether a text means a PostgreSQL database, well-formed or not. */
    public static boolean isMeant(String text) {
        return text.startsWith("postgresql:") || text.startsWith("postgres:") || text.startsWith("jdbc:postgresql:");
    }

    static Parsed parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("the database must be postgresql://user@host:5432/name");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        String login = form.group("login");
        if (login != null && login.length() > 1) {
            String[] parts = login.substring(0, login.length() - 1).split(":", 2);
            properties.put("user", decoded(parts[0]));
            if (parts.length == 2) {
                properties.put("password", decoded(parts[1]));
            }
        }
        String settings = form.group("settings");
        if (settings != null) {
            for (String setting : settings.split("&", -1)) {
                String[] parts = setting.split("=", 2);
                if (!parts[0].isEmpty()) {
                    properties.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
        }
        String hosts = form.group("hosts") == null ? "" : form.group("hosts");
        String database = form.group("local") == null ? form.group("database") : form.group("local");
        return new Parsed(new PostgresAddress(hosts, database == null ? "" : database), properties);
    }

    /** Return what the driver calls it. */
    String url() {
        return "jdbc:postgresql://" + hosts + "/" + database;
    }

    @Override
    public String toString() {
        return "postgresql://" + hosts + "/" + database;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
