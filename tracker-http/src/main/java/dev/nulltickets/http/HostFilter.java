package dev.nulltickets.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keep foreign web pages out: a page may make a browser send requests to a server on localhost, also by a name that it
 * has pointed there, but it cannot choose what the browser writes into {@code Host} and {@code Origin}.
 */
final class HostFilter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

    private final Set<String> allowed = new HashSet<>(LOOPBACK);
    private final boolean anyHost;

    /**
     * Allow the loopback names, the bound host and the listed names. A server that is bound to another than a loopback
     * address takes any {@code Host} unless a list is set, since its names are its operator's affair.
     */
    HostFilter(String boundHost, List<String> listed) {
        String bound = boundHost.toLowerCase(Locale.ROOT);
        allowed.add(bound);
        allowed.add("[" + bound + "]");
        listed.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
        this.anyHost = listed.isEmpty() && !LOOPBACK.contains(bound) && !bound.startsWith("127.");
    }

    boolean allows(@Nullable String host, @Nullable String origin) {
        String name = host == null ? "" : withoutPort(host);
        if (!anyHost && !allowed.contains(name)) {
            return false;
        }
        if (origin == null) {
            return true;
        }
        String page = hostOf(origin);
        return allowed.contains(page) || (anyHost && !page.isEmpty() && page.equals(name));
    }

    /**
     * Say whether a browser sends a write for a page of another site and hides which ({@code Sec-Fetch-Site}, which
     * pages cannot choose either). Clients that are no browsers send no such thing.
     *
     * @param sites the values of the header
     */
    static boolean hidesItsOrigin(List<String> sites, List<String> origins) {
        return origins.isEmpty()
                && sites.stream()
                        .map(site -> site.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(FOREIGN_SITES::contains);
    }

    private static String withoutPort(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf(']') ? name.substring(0, colon) : name;
    }

    /** Return the host of an origin; for one that has none, such as {@code null}, a text that names no host. */
    private static String hostOf(String origin) {
        try {
            String host = new URI(origin.strip()).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException garbled) {
            return "";
        }
    }
}
