package dev.nulltickets.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Find the route of a request: a tree of path segments, in which a literal segment goes before a parameter. */
final class Router {
    private final Node root = new Node();
    private final Set<String> methods = new HashSet<>();

    Router(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** Return the methods that some path or other has, as {@code Allow} lists them. */
    String methods() {
        return allow(methods);
    }

    /** What was found for a request. */
    sealed interface Found {
        /** A route, with the decoded values of its path's parameters. */
        record Match(Route route, Map<String, String> parameters) implements Found {
            String parameter(String name) {
                return Objects.requireNonNull(parameters.get(name), name);
            }
        }

        /** A path that has other methods. */
        record WrongMethod(String allow) implements Found {}

        /** No such path. */
        record UnknownPath() implements Found {}
    }

    Found find(String method, String rawPath) {
        if (!rawPath.startsWith("/")) {
            return new Found.UnknownPath();
        }
        Node node = root;
        List<String> values = new ArrayList<>();
        for (String segment : Paths.split(rawPath)) {
            String decoded = Paths.decodeSegment(segment);
            Node next = node.literals.get(decoded);
            if (next == null && node.parameter != null && !decoded.isEmpty()) {
                next = node.parameter;
                values.add(Paths.withoutNul("the path", decoded));
            }
            if (next == null) {
                return new Found.UnknownPath();
            }
            node = next;
        }
        if (node.routes.isEmpty()) {
            return new Found.UnknownPath();
        }
        Route route = node.routes.get(method.equals("HEAD") ? "GET" : method);
        return route == null
                ? new Found.WrongMethod(allow(node.routes.keySet()))
                : new Found.Match(route, parameters(route, values));
    }

    private void add(Route route) {
        methods.add(route.method());
        Node node = root;
        for (String segment : route.segments()) {
            node = Route.isParameter(segment)
                    ? node.parameter()
                    : node.literals.computeIfAbsent(segment, name -> new Node());
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
        }
    }

    private static String allow(Set<String> served) {
        TreeSet<String> methods = new TreeSet<>(served);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private static Map<String, String> parameters(Route route, List<String> values) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int next = 0;
        for (String segment : route.segments()) {
            if (Route.isParameter(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), values.get(next++));
            }
        }
        return parameters;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> routes = new HashMap<>();
        private @Nullable Node parameter;

        private Node parameter() {
            Node existing = parameter;
            if (existing == null) {
                existing = new Node();
                parameter = existing;
            }
            return existing;
        }
    }
}
