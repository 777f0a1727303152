package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskListTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String pipeline;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
    }

    private Received list(String query) {
        return server.client().get("/tasks" + query).is(200);
    }

    private List<String> tasks(int count) {
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(scene.task(pipeline));
            if (i % 3 == 0) {
                server.turn(Duration.ofMillis(1));
            }
        }
        return tasks;
    }

    @Test
    void anEmptyListIsOnePage() {
        list("").is(200, "{'items':[],'next_cursor':null}");
    }

    @Test
    void tasksAreListedOldestFirstWithAllTheirFields() {
        List<String> tasks = tasks(8);
        JsonTree page = list("").json();
        assertThat(page.texts("items", "id")).containsExactlyElementsOf(tasks);
        JsonTree details = scene.details(tasks.getFirst());
        for (String field : page.at("items.0").names()) {
            assertThat(page.at("items.0." + field))
                    .hasToString(details.at(field).toString());
        }
    }

    @Test
    void aPageHoldsFiftyUnlessItIsTold() {
        tasks(51);
        assertThat(list("").json().elements("items")).hasSize(50);
        assertThat(list("?limit=51").json().elements("items")).hasSize(51);
        assertThat(list("?limit=51").json().isNull("next_cursor")).isTrue();
        assertThat(list("?limit=1000").json().elements("items")).hasSize(51);
    }

    @Test
    void aLimitIsAWholeNumberFromOneToAThousand() {
        for (String limit :
                List.of("0", "-1", "1001", "x", "1.0", "1e2", "", "+5", "%205", "5%ff", "99999999999999999999")) {
            server.client().get("/tasks?limit=" + limit).isRefused(400, "invalid_limit", "limit", "1", "1000");
        }
    }

    @Test
    void aCursorIsOneThatThisListHasReturned() {
        for (String cursor :
                List.of("x", "!", "%25", "MTIz", "IzU", "AAAA", "%F0%9F%98%80", "a%00b", "%ff", "%C0%80")) {
            server.client().get("/tasks?cursor=" + cursor).isRefused(400, "invalid_cursor", "cursor");
        }
    }

    @Test
    void tasksAreChosenByStageAndPipeline() {
        String other = scene.pipeline();
        String inOther = scene.task(other);
        List<String> here = tasks(3);
        String moved = scene.claim("coder").task();
        assertThat(moved).isEqualTo(inOther);
        scene.claim("coder").finish().is(200);
        assertThat(list("?stage=review").json().texts("items", "id")).containsExactly(here.getFirst());
        assertThat(list("?stage=todo&pipeline_id=" + other).json().texts("items", "id"))
                .containsExactly(inOther);
        assertThat(list("?pipeline_id=" + pipeline).json().texts("items", "id")).containsExactlyElementsOf(here);
        assertThat(list("?pipeline_id=" + pipeline + "&stage=todo&limit=1")
                        .json()
                        .texts("items", "id"))
                .containsExactly(here.get(1));
        assertThat(list("?stage=nope").json().elements("items")).isEmpty();
        assertThat(list("?pipeline_id=nope").json().elements("items")).isEmpty();
    }

    @Test
    void anEmptyFilterDoesNotRestrictAndUnknownParametersAreIgnored() {
        tasks(2);
        assertThat(list("?stage=&pipeline_id=&cursor=&what=ever").json().elements("items"))
                .hasSize(2);
    }

    @Test
    void aFilterIsPercentDecodedAndAPlusIsASpace() {
        String spaced = scene.pipeline(JsonTree.quoted("""
                {'initial':'to do + ü','states':{'to do + ü':{},'b':{'terminal':true}},
                 'transitions':[{'from':'to do + ü','to':'b','trigger':'go'}]}"""));
        String task = scene.task(spaced);
        for (String stage : List.of("to+do+%2B+%C3%BC", "to%20do%20%2b%20%c3%bc")) {
            assertThat(list("?stage=" + stage).json().texts("items", "id")).containsExactly(task);
        }
        assertThat(list("?st%61ge=to+do+%2B+%C3%BC").json().texts("items", "id"))
                .containsExactly(task);
    }
}
