package dev.nulltickets.http;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.task.NewTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Make requests from the examples of the document: some as they are, most with something wrong. */
final class FuzzedRequests {
    private static final List<Route> ROUTES = RouteTable.routes(new SystemRoutes(""));
    private static final List<String> WORDS = List.of(
            "",
            "%00",
            "%20",
            "a%2Fb",
            "%zz",
            "%",
            "..",
            "%F0%9F%98%80",
            "%ff",
            "{id}",
            "x".repeat(300),
            "null",
            "-1",
            "+");

    private final TestServer server;
    private final SplittableRandom random;
    private final FuzzedJson json;
    private final PipelineId pipeline;
    private final AgentRole role;
    private final List<String> ids = new ArrayList<>();
    private @Nullable Claim claim;

    FuzzedRequests(TestServer server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
        this.json = new FuzzedJson(random, ids);
        PipelineDefinition definition = PipelineDefinition.parse(
                example("/pipelines").orElseThrow().at("definition").toString());
        this.role = Objects.requireNonNull(definition.initial().role());
        this.pipeline = server.tracker().pipelines().create("fuzz", definition);
        ids.add(pipeline.value());
    }

    /**
     * A request with the operation it was made from.
     *
     * @param text each character is the byte of the same number
     */
    record Fuzzed(String operation, String method, String target, String text) {}

    Fuzzed next() {
        if (claim == null || random.nextInt(4) == 0) {
            claim = newClaim();
        }
        Route route = ROUTES.get(random.nextInt(ROUTES.size()));
        String target = path(route) + query(route);
        String body = route.readsBody() || random.nextInt(20) == 0 ? body(route) : "";
        String method = random.nextInt(40) == 0 ? "PUT" : route.method();
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\n" + authorization() + idempotency() + "\r\n";
        return new Fuzzed(route.method() + " " + route.path(), method, target, head + body);
    }

    private @Nullable Claim newClaim() {
        String task = server.tracker()
                .tasks()
                .create(NewTask.of(pipeline, "fuzz", "").withAssignee(new AgentId("ada")))
                .value();
        ids.add(task);
        Optional<Claim> made = server.tracker().leases().claim(ClaimRequest.of("ada", role.value()));
        made.ifPresent(granted -> ids.addAll(
                List.of(granted.run().id().value(), granted.lease().id().value())));
        return made.orElse(claim);
    }

    private String path(Route route) {
        StringBuilder path = new StringBuilder();
        for (String segment : route.segments()) {
            path.append('/').append(Route.isParameter(segment) ? parameter(route) : segment);
        }
        return random.nextInt(50) == 0 ? path + "/" : path.toString();
    }

    private String parameter(Route route) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return pick(WORDS);
        }
        if (route.path().startsWith("/store")) {
            return pick(List.of("a", "b", "search", "%C3%BC+x"));
        }
        if (route.path().startsWith("/traces")) {
            return "5b8efff798038103d269b633813fc60c"; // That of the example of an export.
        }
        if (kind < 4 || claim == null) {
            return pick(ids.subList(Math.max(0, ids.size() - 50), ids.size()));
        }
        if (route.path().startsWith("/runs")) {
            return claim.run().id().value();
        }
        if (route.path().startsWith("/leases")) {
            return claim.lease().id().value();
        }
        return route.path().startsWith("/pipelines")
                ? pipeline.value()
                : route.path().endsWith("{agent_id}") && random.nextBoolean()
                        ? pick(List.of("ada", "bob"))
                        : claim.task().id().value();
    }

    private String query(Route route) {
        List<String> names = Document.parameters(route, "query");
        if (names.isEmpty() && random.nextInt(10) > 0) {
            return "";
        }
        StringBuilder query = new StringBuilder("?");
        if (names.contains("q") && random.nextBoolean()) {
            query.append("q=")
                    .append(pick(List.of("rate", "%22a%22+AND+(", "*", "NEAR(", "%F0%9F%98%80")))
                    .append('&');
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = names.isEmpty() || random.nextInt(5) == 0 ? pick(WORDS) : pick(names);
            query.append(name).append('=').append(value()).append('&');
        }
        return query.toString();
    }

    private String value() {
        return switch (random.nextInt(4)) {
            case 0 -> pick(WORDS);
            case 1 -> Integer.toString(random.nextInt(-5, 1500));
            case 2 -> pick(List.of("coding", "review", "IzU", "MTc2NzIyNTYwMDAwMCB4", "$.author.name", "$[0]", "ada"));
            default -> pick(ids);
        };
    }

    private String body(Route route) {
        JsonTree example = example(route.path()).orElse(JsonTree.of("{}"));
        String text = random.nextInt(3) == 0 ? json.asIs(example) : json.mutated(example);
        // There is no work to wait for, and the other requests should come to their turn.
        text = text.replaceAll("(\"wait_ms\"\\s*:\\s*[0-9]{2})[0-9]+", "$1");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        String body = new String(bytes, StandardCharsets.ISO_8859_1);
        return random.nextInt(12) == 0 ? body.substring(0, random.nextInt(body.length() + 1)) : body;
    }

    /** Return the value of one of the examples of an operation's body. */
    private Optional<JsonTree> example(String path) {
        return ROUTES.stream()
                .filter(route -> route.path().equals(path) && route.readsBody())
                .findFirst()
                .flatMap(Document::operation)
                .flatMap(operation -> operation.member("requestBody"))
                .map(body -> body.at("content")
                        .member("application/json")
                        .orElseThrow()
                        .at("examples"))
                .map(examples -> examples.at(pick(examples.names())).at("value"));
    }

    private String authorization() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "Authorization: " + pick(List.of("Basic x", "Bearer", "Bearer ", "Bearer ü", "x")) + "\r\n";
            default ->
                claim == null ? "" : "Authorization: Bearer " + claim.token().value() + "\r\n";
        };
    }

    private String idempotency() {
        return switch (random.nextInt(8)) {
            case 0 -> "Idempotency-Key: " + random.nextInt(20) + "\r\n";
            case 1 -> "Idempotency-Key: " + pick(List.of("", " ", "ü", "k".repeat(256), "\"=;,")) + "\r\n";
            default -> "";
        };
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
