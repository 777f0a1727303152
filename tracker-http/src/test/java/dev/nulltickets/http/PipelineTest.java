package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipelineTest {
    private static final String LEAST = JsonTree.quoted("""
            {'initial':'a','states':{'a':{},'b':{'terminal':true}},
             'transitions':[{'from':'a','to':'b','trigger':'go'}]}""");

    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void aPipelineIsReadAsItWasGiven() {
        String definition = JsonTree.quoted("""
                {'initial' : 'a', 'states' : {'b':{'terminal':true,'color':'red'},'a':{}},  'x-owner':{'n':1.50},
                 'transitions':[{'from':'a','to':'b','trigger':'go','weight':1e3}]}""");
        String id = server.client()
                .post("/pipelines", "{'name':'p','definition':%s}", definition)
                .is(201)
                .text("id");
        Received found = server.client().get("/pipelines/" + id).is(200);
        assertThat(found.text("name")).isEqualTo("p");
        assertThat(found.text("id")).isEqualTo(id);
        assertThat(found.json().at("definition")).hasToString(definition);
        assertThat(found.number("created_at_ms")).isEqualTo(TestServer.START_MS);
    }

    @Test
    void theAnswerToACreationHoldsOnlyTheId() {
        Received created = server.client().post("/pipelines", "{'name':'p','definition':%s,'unknown':7}", LEAST);
        assertThat(created.is(201).json().names()).containsExactly("id");
        assertThat(created.text("id")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void pipelinesAreListedNewestFirst() {
        Scene scene = Scene.on(server);
        assertThat(server.client().get("/pipelines").is(200).json().elements()).isEmpty();
        String first = scene.pipeline();
        server.turn(Duration.ofMillis(1));
        String second = scene.pipeline();
        String third = scene.pipeline();
        JsonTree list = server.client().get("/pipelines").is(200).json();
        assertThat(list.elements().stream().map(one -> one.text("id"))).containsExactly(third, second, first);
        assertThat(list.at("2").plain())
                .isEqualTo(server.client().get("/pipelines/" + first).json().plain());
    }

    @Test
    void aNameIsTakenOnce() {
        server.client()
                .post("/pipelines", "{'name':'p','definition':%s}", LEAST)
                .is(201);
        server.client()
                .post("/pipelines", "{'name':'p','definition':%s}", LEAST)
                .isRefused(409, "duplicate_name", "name", "p");
        assertThat(server.client().get("/pipelines").json().elements()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        server.client().get("/pipelines/nope").isRefused(404, "not_found", "pipeline", "nope");
    }

    @Test
    void namesAreUnicode() {
        String id = server.client()
                .post("/pipelines", "{'name':'Größe 漢字 😀 \\u00e9\\n','definition':%s}", LEAST)
                .is(201)
                .text("id");
        assertThat(server.client().get("/pipelines/" + id).text("name")).isEqualTo("Größe 漢字 😀 é\n");
    }
}
