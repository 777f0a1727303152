package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compare the route table with the OpenAPI document, both ways. */
class RouteDocumentTest {
    private static final List<Route> ROUTES = RouteTable.routes(new SystemRoutes("test"));
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    /** Return what differs: each line an operation and its credential, with the side that has it. */
    private static List<String> differences(List<Route> routes, JsonTree document) {
        Map<String, String> served = new TreeMap<>();
        routes.forEach(route -> served.put(route.method() + " " + route.path(), security(route.credential())));
        Map<String, String> described = described(document);
        List<String> differences = new ArrayList<>();
        served.forEach((operation, security) -> {
            if (!security.equals(described.get(operation))) {
                differences.add("served: " + operation + " " + security);
            }
        });
        described.forEach((operation, security) -> {
            if (!security.equals(served.get(operation))) {
                differences.add("described: " + operation + " " + security);
            }
        });
        return differences;
    }

    private static Map<String, String> described(JsonTree document) {
        Map<String, String> described = new TreeMap<>();
        JsonTree paths = document.at("paths");
        for (String path : paths.names()) {
            JsonTree item = paths.member(path).orElseThrow();
            for (String method : METHODS) {
                if (item.has(method)) {
                    String security = item.at(method).at("security").toString().replaceAll("\\s", "");
                    described.put(method.toUpperCase(Locale.ROOT) + " " + path, security);
                }
            }
        }
        return described;
    }

    private static String security(Credential credential) {
        return switch (credential) {
            case NONE -> "[]";
            case API -> "[{\"apiToken\":[]},{}]";
            case API_OR_RUN_LEASE -> "[{\"apiToken\":[]},{\"leaseToken\":[]},{}]";
            case RUN_LEASE, LEASE -> "[{\"leaseToken\":[]}]";
        };
    }

    @Test
    void everyRouteIsDescribedAndEveryOperationIsServed() {
        assertThat(ROUTES).hasSizeGreaterThan(20);
        assertThat(differences(ROUTES, Document.tree())).isEmpty();
    }

    @Test
    void theComparisonSeesARouteThatIsMissing() {
        assertThat(differences(ROUTES.subList(1, ROUTES.size()), Document.tree()))
                .containsExactly("described: GET /health []");
    }

    @Test
    void theComparisonSeesAnOperationThatIsMissing() {
        Route extra = new Route("PUT", "/tasks/{id}", Credential.API, request -> Reply.nothing());
        List<Route> more = new ArrayList<>(ROUTES);
        more.add(extra);
        assertThat(differences(more, Document.tree()))
                .containsExactly("served: PUT /tasks/{id} [{\"apiToken\":[]},{}]");
    }

    @Test
    void theComparisonSeesAnotherCredential() {
        List<Route> open = ROUTES.stream()
                .map(route -> route.path().equals("/tasks")
                        ? new Route(route.method(), route.path(), Credential.NONE, route.handler())
                        : route)
                .toList();
        assertThat(differences(open, Document.tree())).hasSize(4);
    }

    @Test
    void theDocumentIsOfTheVersionThatClientsCompare() {
        assertThat(Document.tree().text("openapi")).isEqualTo("3.1.0");
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        for (Route route : ROUTES) {
            List<String> inPath = route.segments().stream()
                    .filter(Route::isParameter)
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .toList();
            assertThat(Document.parameters(route, "path")).as(route.path()).containsExactlyElementsOf(inPath);
        }
    }

    @Test
    void everyWriteTakesAnIdempotencyKey() {
        for (Route route : ROUTES) {
            assertThat(Document.parameters(route, "header").contains("Idempotency-Key"))
                    .as(route.method() + " " + route.path())
                    .isEqualTo(route.writes());
        }
    }
}
