package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Find routes among those that look alike. */
class RouterTest {
    private static final Router ROUTER = new Router(List.of(
            route("GET", "/store/search"),
            route("GET", "/store/{namespace}"),
            route("DELETE", "/store/{namespace}"),
            route("PUT", "/store/{namespace}/{key}"),
            route("POST", "/tasks/bulk"),
            route("GET", "/tasks/{id}"),
            route("GET", "/tasks/{id}/runs"),
            route("GET", "/a/{x}/c"),
            route("GET", "/{y}/b/d")));

    private static Route route(String method, String path) {
        return new Route(method, path, Credential.API, request -> Reply.nothing());
    }

    /** Say in one line what was found. */
    private static String found(String method, String path) {
        return switch (ROUTER.find(method, path)) {
            case Router.Found.UnknownPath unknown -> "unknown";
            case Router.Found.WrongMethod wrong -> wrong.allow();
            case Router.Found.Match match -> match.route().path() + " " + match.parameters();
        };
    }

    @Test
    void aLiteralGoesBeforeAParameter() {
        assertThat(found("GET", "/store/search")).isEqualTo("/store/search {}");
        assertThat(found("GET", "/store/sear%63h")).isEqualTo("/store/search {}");
        assertThat(found("HEAD", "/store/search")).isEqualTo("/store/search {}");
        assertThat(found("GET", "/store/searc")).isEqualTo("/store/{namespace} {namespace=searc}");
    }

    @Test
    void whereTheLiteralLacksTheMethodTheParameterIsTried() {
        assertThat(found("DELETE", "/store/search")).isEqualTo("/store/{namespace} {namespace=search}");
    }

    @Test
    void aLiteralIsNotAnId() {
        assertThat(found("GET", "/tasks/bulk")).isEqualTo("OPTIONS, POST");
        assertThat(found("GET", "/tasks/b%75lk")).isEqualTo("OPTIONS, POST");
        assertThat(found("GET", "/tasks/bul")).isEqualTo("/tasks/{id} {id=bul}");
    }

    @Test
    void whereTheLiteralLeadsNowhereTheParameterIsTried() {
        assertThat(found("PUT", "/store/search/k")).isEqualTo("/store/{namespace}/{key} {namespace=search, key=k}");
        assertThat(found("GET", "/tasks/bulk/runs")).isEqualTo("/tasks/{id}/runs {id=bulk}");
        assertThat(found("GET", "/a/b/d")).isEqualTo("/{y}/b/d {y=a}");
        assertThat(found("GET", "/a/b/c")).isEqualTo("/a/{x}/c {x=b}");
    }

    @Test
    void theMethodsOfAllWaysAreAllowed() {
        assertThat(found("POST", "/store/search")).isEqualTo("DELETE, GET, HEAD, OPTIONS");
        assertThat(found("PUT", "/tasks/bulk")).isEqualTo("OPTIONS, POST");
        assertThat(found("GET", "/store/search/k")).isEqualTo("OPTIONS, PUT");
    }

    @Test
    void whatLeadsNowhereIsUnknown() {
        for (String path : List.of("/store", "/store/", "/store/a/", "/store//k", "/store/a/b/c", "/a/b", "/", "x")) {
            assertThat(found("GET", path)).as(path).isEqualTo("unknown");
        }
        assertThat(found("GET", "/" + "x/".repeat(8000))).isEqualTo("unknown");
    }

    @Test
    void parametersAreDecodedAndKeepTheirSlashes() {
        assertThat(ROUTER.find("PUT", "/store/team%20alpha/key%2F1+%2b"))
                .isInstanceOfSatisfying(
                        Router.Found.Match.class,
                        match -> assertThat(match.parameters())
                                .isEqualTo(Map.of("namespace", "team alpha", "key", "key/1++")));
    }
}
