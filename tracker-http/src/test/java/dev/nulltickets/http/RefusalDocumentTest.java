package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compare what is refused, and how, with the OpenAPI document. */
class RefusalDocumentTest {
    /** What refuses before a use case does. */
    private static final List<String> OF_HTTP = List.of(
            "400 bad_request",
            "403 forbidden",
            "408 timeout",
            "413 payload_too_large",
            "414 bad_request",
            "415 unsupported_media_type",
            "431 bad_request",
            "500 internal",
            "503 overloaded",
            "503 unavailable");

    private static Rejection sample(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return (Rejection) type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> sampleOf(component.getType()))
                            .toArray());
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError("no sample of " + type, broken);
        }
    }

    private static Object sampleOf(Class<?> type) {
        if (type == String.class) {
            return "sample";
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Rejection.class) {
            return new Rejection.InvalidJson("sample");
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        return idOf(type);
    }

    private static Object idOf(Class<?> type) {
        if (type == TaskId.class) {
            return new TaskId("sample");
        }
        if (type == RunId.class) {
            return new RunId("sample");
        }
        if (type == LeaseId.class) {
            return new LeaseId("sample");
        }
        if (type == PipelineId.class) {
            return new PipelineId("sample");
        }
        throw new AssertionError("no sample of " + type);
    }

    private static Set<String> refusals() {
        Set<String> refusals = new LinkedHashSet<>();
        for (Class<?> type : Rejection.class.getPermittedSubclasses()) {
            Reply reply = Refusals.reply(sample(type));
            refusals.add(reply.status() + " " + JsonTree.of(reply.body()).text("error.code"));
        }
        return refusals;
    }

    private static Set<String> described() {
        Set<String> described = new HashSet<>();
        for (Route route : RouteTable.routes(new SystemRoutes("test"))) {
            described.addAll(Document.errors(route));
        }
        return described;
    }

    @Test
    void everyRefusalIsDescribedOfSomeOperationWithItsStatus() {
        assertThat(refusals()).hasSizeGreaterThan(25);
        assertThat(described()).containsAll(refusals()).containsAll(OF_HTTP);
    }

    @Test
    void everyErrorThatIsDescribedMayHappen() {
        List<String> possible = new ArrayList<>(refusals());
        possible.addAll(OF_HTTP);
        assertThat(possible).containsAll(described());
    }

    @Test
    void everyCodeIsInTheTableOfTheDocument() {
        String table = Document.tree().text("info.description");
        List<String> all = new ArrayList<>(refusals());
        all.addAll(OF_HTTP);
        all.addAll(List.of("405 method_not_allowed"));
        for (String error : all) {
            String status = error.substring(0, 3);
            String code = error.substring(4);
            assertThat(table.lines().filter(line -> line.matches("\\| ([0-9]{3}, )*" + status + "[, ].*")))
                    .as(error)
                    .anyMatch(line -> line.contains("`" + code + "`"));
        }
    }

    @Test
    void everyOperationSaysWhatMayHappenToAnyOfThem() {
        for (Route route : RouteTable.routes(new SystemRoutes("test"))) {
            assertThat(Document.errors(route))
                    .as(route.path())
                    .contains(
                            "400 bad_request",
                            "403 forbidden",
                            "408 timeout",
                            "414 bad_request",
                            "431 bad_request",
                            "500 internal");
            if (route.credential() != Credential.NONE) {
                assertThat(Document.errors(route)).as(route.path()).contains("401 unauthorized");
            }
            if (route.readsBody()) {
                assertThat(Document.errors(route))
                        .as(route.path())
                        .contains("413 payload_too_large", "415 unsupported_media_type");
            }
        }
    }
}
