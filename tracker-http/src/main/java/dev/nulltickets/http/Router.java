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

    /**
     * Find the route of a method and a path. Where the literal way does not lead to the method, others are tried:
     * {@code DELETE /store/search} is a {@code DELETE /store/{namespace}} as long as nobody serves it by its name.
     * But no id is a word of the API: {@code /tasks/bulk} is not also a {@code /tasks/{id}}.
     */
    Found find(String method, String rawPath) {
        if (!rawPath.startsWith("/")) {
            return new Found.UnknownPath();
        }
        List<Way> ways = new ArrayList<>();
        follow(root, Paths.split(rawPath), List.of(), ways);
        String served = method.equals("HEAD") ? "GET" : method;
        for (Way way : ways) {
            Route route = way.end().routes.get(served);
            if (route != null) {
                return new Found.Match(route, parameters(route, way.values()));
            }
        }
        return ways.isEmpty() ? new Found.UnknownPath() : new Found.WrongMethod(allow(methods(ways)));
    }

    /** A place in the tree that a path leads to, and the values of the parameters on the way. */
    private record Way(Node end, List<String> values) {}

    private static void follow(Node node, List<String> segments, List<String> values, List<Way> found) {
        if (segments.isEmpty()) {
            if (!node.routes.isEmpty()) {
                found.add(new Way(node, values));
            }
            return;
        }
        if (node.isLeaf()) {
            return;
        }
        String segment = Paths.decodeSegment(segments.getFirst());
        List<String> rest = segments.subList(1, segments.size());
        Node literal = node.literals.get(segment);
        if (literal != null) {
            follow(literal, rest, values, found);
        }
        if (node.parameter != null
                && !segment.isEmpty()
                && !(node.parameterIsId && rest.isEmpty() && literal != null)) {
            List<String> more = new ArrayList<>(values);
            more.add(Paths.withoutNul("the path", segment));
            follow(node.parameter, rest, more, found);
        }
    }

    private void add(Route route) {
        methods.add(route.method());
        Node node = root;
        for (String segment : route.segments()) {
            node = Route.isParameter(segment)
                    ? node.parameter(segment.equals("{id}"))
                    : node.literals.computeIfAbsent(segment, name -> new Node());
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
        }
    }

    private static Set<String> methods(List<Way> ways) {
        Set<String> methods = new HashSet<>();
        ways.forEach(way -> methods.addAll(way.end().routes.keySet()));
        return methods;
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
        private boolean parameterIsId;

        private boolean isLeaf() {
            return literals.isEmpty() && parameter == null;
        }

        private Node parameter(boolean isId) {
            parameterIsId = isId;
            Node existing = parameter;
            if (existing == null) {
                existing = new Node();
                parameter = existing;
            }
            return existing;
        }
    }
}
