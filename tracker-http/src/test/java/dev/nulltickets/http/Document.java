package dev.nulltickets.http;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import dev.nulltickets.core.model.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Check answers against the OpenAPI document. Reading it takes a second, so each JVM does it once. */
final class Document {
    private static final JsonTree TREE = JsonTree.of(OpenApiDocument.text());
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(OpenApiDocument.text())
                    .build();
    private static final Router ROUTER = new Router(RouteTable.routes(new SystemRoutes("test")));

    private Document() {}

    static JsonTree tree() {
        return TREE;
    }

    /** Return the names of an operation's parameters in the path, the query or the headers, in their order. */
    static List<String> parameters(Route route, String place) {
        return operation(route)
                .filter(operation -> operation.has("parameters"))
                .map(operation -> operation.elements("parameters"))
                .orElse(List.of())
                .stream()
                .map(Document::resolved)
                .filter(parameter -> parameter.text("in").equals(place))
                .map(parameter -> parameter.text("name"))
                .toList();
    }

    /** Return the errors of an operation, each a status and a code. */
    static List<String> errors(Route route) {
        List<String> errors = new ArrayList<>();
        operation(route).ifPresent(operation -> {
            JsonTree responses = operation.at("responses");
            for (String status : responses.names()) {
                if (status.compareTo("400") >= 0) {
                    codes(resolved(responses.at(status))).forEach(code -> errors.add(status + " " + code));
                }
            }
        });
        return errors;
    }

    /** Return what the document says of a route. */
    static Optional<JsonTree> operation(Route route) {
        JsonTree paths = TREE.at("paths");
        String method = route.method().toLowerCase(Locale.ROOT);
        return paths.member(route.path()).flatMap(path -> path.member(method));
    }

    private static JsonTree resolved(JsonTree value) {
        return value.has("$ref") ? TREE.at(value.text("$ref").substring(2).replace('/', '.')) : value;
    }

    private static List<String> codes(JsonTree response) {
        JsonTree schema = response.at("content")
                .member("application/json")
                .orElseThrow()
                .at("schema.allOf.1.properties.error.properties.code.enum");
        return schema.elements().stream().map(code -> code.text("")).toList();
    }

    /** Return what is wrong with an answer by the document; nothing if it is for an operation that is not there. */
    static List<String> problems(Received answer) {
        if (answer.header("content-type").equals(ExportAnswer.CONTENT_TYPE)) {
            // What stands in it, a test of its own reads.
            return operation(answer)
                            .filter(route -> mayBeProtobuf(route, answer.status()))
                            .isPresent()
                    ? List.of()
                    : List.of(answer.status() + " in protobuf, which the document does not say");
        }
        List<String> problems = new ArrayList<>();
        if (!answer.body().isEmpty() && !answer.header("content-type").equals("application/json")) {
            problems.add("Content-Type is " + answer.header("content-type"));
        }
        if (answer.body().isEmpty()
                && !answer.method().equals("HEAD")
                && !answer.header("content-type").isEmpty()) {
            problems.add("a Content-Type without a body");
        }
        if (answer.status() >= 400) {
            problems.addAll(problemsOfError(answer));
        }
        operation(answer).ifPresent(route -> problems.addAll(problemsByDocument(route, answer)));
        return problems;
    }

    /** Say whether the document says that an answer of a status may be protobuf. */
    static boolean mayBeProtobuf(Route route, int status) {
        return operation(route)
                .flatMap(operation -> operation.at("responses").member(Integer.toString(status)))
                .flatMap(response -> resolved(response).at("content").member(ExportAnswer.CONTENT_TYPE))
                .isPresent();
    }

    private static Optional<Route> operation(Received answer) {
        if (answer.method().equals("HEAD") || answer.method().equals("OPTIONS")) {
            return Optional.empty();
        }
        try {
            return ROUTER.find(answer.method(), answer.rawPath()) instanceof Router.Found.Match match
                    ? Optional.of(match.route())
                    : Optional.empty();
        } catch (RejectedException malformed) {
            return Optional.empty();
        }
    }

    private static List<String> problemsByDocument(Route route, Received answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().forEach((name, value) -> response.withHeader(name, value));
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        ValidationReport report = VALIDATOR.validateResponse(
                route.path().replaceAll("[{}]", ""), Request.Method.valueOf(answer.method()), response.build());
        return report.getMessages().stream()
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    /** Return what the body is if its error has the right shape. */
    private static Object errorOf(Received answer) {
        JsonTree error = JsonTree.of(answer.body()).member("error").orElse(JsonTree.of("{}"));
        String code = error.member("code").map(JsonTree::asText).orElse("");
        String message = error.member("message").map(JsonTree::asText).orElse("");
        return code.matches("[a-z_]+") && !message.isBlank()
                ? Map.of("error", Map.of("code", code, "message", message))
                : "another shape";
    }

    private static List<String> problemsOfError(Received answer) {
        if (answer.method().equals("HEAD")) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        if (!JsonTree.of(answer.body()).plain().equals(errorOf(answer))) {
            problems.add("the error has another shape: " + answer.body());
        }
        if (answer.status() == 401 && !answer.header("www-authenticate").equals("Bearer")) {
            problems.add("401 without WWW-Authenticate: Bearer");
        }
        return problems;
    }
}
