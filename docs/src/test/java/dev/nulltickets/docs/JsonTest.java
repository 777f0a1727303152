package dev.nulltickets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Check the JSON that the documents show. */
final class JsonTest {
    /** What follows {@code -d}, where a variable between two quoted parts, as in {@code '…'$id'…'}, belongs to it. */
    private static final Pattern BODY = Pattern.compile("(?:-d |body=)'((?:[^']|'\\$\\w+')*)'");

    private final Repository repository = Repository.here();

    @Test
    void definitionsAreValid() {
        List<String> definitions = repository.document("docs/pipelines.md").fences("json").stream()
                .map(Markdown.Fence::text)
                .filter(text -> text.startsWith("{\n  \"initial\""))
                .toList();

        assertThat(definitions)
                .hasSize(2)
                .allSatisfy(text -> assertThat(
                                PipelineDefinition.parse(text).initial().role())
                        .isNotNull());
    }

    @Test
    void everyBodyIsJson() {
        List<String> bodies = repository.documents().stream()
                .flatMap(document -> bodies(document).stream())
                .toList();

        assertThat(bodies)
                .hasSizeGreaterThan(30)
                .allSatisfy(body -> assertThat(Json.parse(body)).isInstanceOf(Json.Members.class));
    }

    @Test
    void definitionsThatAreSentAreValidUnlessTheyAreToBeRefused() {
        List<String> refused = repository.documents().stream()
                .flatMap(document -> bodies(document).stream())
                .map(JsonFields::parse)
                .filter(body -> body.has("definition") && !isValid(body))
                .map(body -> body.string("name"))
                .toList();

        assertThat(refused).containsExactly("dead end");
    }

    @Test
    void bodiesThatAreNoJsonAreFound() {
        Markdown broken = Markdown.parse(Path.of("broken.md"), """
                ```bash
                curl -s $api/tasks -d '{"pipeline_id": "'$pipeline'", "title": "One"}'
                curl -s $api/tasks -d '{"pipeline_id": '$pipeline',}'
                ```
                """);

        assertThat(bodies(broken)).hasSize(2);
        Json.parse(bodies(broken).getFirst());
        assertThatThrownBy(() -> Json.parse(bodies(broken).getLast())).isInstanceOf(RejectedException.class);
    }

    private static boolean isValid(JsonFields body) {
        try {
            PipelineDefinition.parse(body.fields("definition").text());
            return true;
        } catch (RejectedException invalid) {
            return false;
        }
    }

    private static List<String> bodies(Markdown document) {
        return document.fences("bash").stream()
                .flatMap(fence -> BODY.matcher(fence.text()).results())
                .map((MatchResult match) -> match.group(1).replaceAll("'\\$\\w+'", "variable"))
                .toList();
    }
}
