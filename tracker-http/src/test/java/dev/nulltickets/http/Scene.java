package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Prepare what a test starts from, through the API as a client does. */
record Scene(Client client, AtomicInteger names) {
    /** From {@code todo} (coder) by {@code finish} to {@code review} (reviewer), by {@code approve} to {@code done}. */
    static final String DEFINITION = quoted("""
            {'initial':'todo',
             'states':{
              'todo':{'agent_role':'coder','description':'Write it'},
              'review':{'agent_role':'reviewer'},
              'done':{'terminal':true},
              'graveyard':{'terminal':true,'agent_role':'coder'}},
             'transitions':[
              {'from':'todo','to':'review','trigger':'finish','instructions':'Look closely'},
              {'from':'todo','to':'done','trigger':'skip'},
              {'from':'review','to':'done','trigger':'approve','required_gates':['tests','lint']},
              {'from':'review','to':'todo','trigger':'reject'}]}""");

    Scene(Client client) {
        this(client, new AtomicInteger());
    }

    static Scene on(TestServer server) {
        return new Scene(server.client());
    }

    /** Hold what a claim answered. */
    record Held(Client client, String task, String run, String lease, String token, long expiresAt) {
        Received post(String ofRun, String body, Object... arguments) {
            return holder().post("/runs/" + run + "/" + ofRun, body, arguments);
        }

        Received heartbeat() {
            return holder().postNothing("/leases/" + lease + "/heartbeat");
        }

        Received finish() {
            return post("transition", "{'trigger':'finish'}");
        }

        Received skip() {
            return post("transition", "{'trigger':'skip'}");
        }

        Received fail() {
            return post("fail", "{'error':'it broke'}");
        }

        Client holder() {
            return client.as(token);
        }
    }

    /** Return a run without what its spans report, which is shown only where one run is asked for. */
    static Map<?, ?> withoutTelemetry(JsonTree run) {
        Map<?, ?> shown = new LinkedHashMap<>((Map<?, ?>) run.plain());
        assertThat(shown.remove("telemetry_usage")).isNotNull();
        return shown;
    }

    String pipeline() {
        return pipeline(DEFINITION);
    }

    String pipeline(String definition) {
        return client.post("/pipelines", "{'name':'pipeline-%d','definition':%s}", names.incrementAndGet(), definition)
                .is(201)
                .text("id");
    }

    String task(String pipeline) {
        return task(pipeline, "");
    }

    /** Create a task with more fields, each after a comma. */
    String task(String pipeline, String more) {
        String body = "{'pipeline_id':'%s','title':'Title','description':'Description'" + more + "}";
        return client.post("/tasks", body, pipeline).is(201).text("id");
    }

    Held claim(String role) {
        return held(client.post("/leases/claim", "{'agent_id':'ada','agent_role':'%s'}", role));
    }

    Held claim(String role, long ttlMillis) {
        String body = "{'agent_id':'ada','agent_role':'%s','lease_ttl_ms':%d}";
        return held(client.post("/leases/claim", body, role, ttlMillis));
    }

    Held held(Received claimed) {
        claimed.is(200);
        return new Held(
                client,
                claimed.text("task.id"),
                claimed.text("run.id"),
                claimed.text("lease_id"),
                claimed.text("lease_token"),
                claimed.number("expires_at_ms"));
    }

    /** Create a pipeline and a task, and claim it. */
    Held held() {
        task(pipeline());
        return claim("coder");
    }

    void noWork(String role) {
        client.post("/leases/claim", "{'agent_id':'ada','agent_role':'%s'}", role)
                .is(204);
    }

    JsonTree task(Held held) {
        return details(held.task());
    }

    JsonTree details(String task) {
        return client.get("/tasks/" + task).is(200).json();
    }
}
