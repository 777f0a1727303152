package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        held = Scene.on(server).held();
    }

    private Received events(String query) {
        return server.client().get("/runs/" + held.run() + "/events" + query);
    }

    @Test
    void anEventIsReadAsItWasReported() {
        server.turn(Duration.ofSeconds(2));
        long id = held.post("events", "{'kind':'note','data':{ 'text' : 'ü', 'n':1.0 },'unknown':1}")
                .is(201)
                .number("id");
        assertThat(id).isPositive();
        events("").is(200, """
                        {'items':[{'id':%d,'run_id':'%s','ts_ms':%d,'kind':'note','data':{'text':'ü','n':1.0}}],
                         'next_cursor':null}""".formatted(id, held.run(), TestServer.START_MS + 2000));
        assertThat(events("").json().at("items.0.data")).hasToString(JsonTree.quoted("{ 'text' : 'ü', 'n':1.0 }"));
    }

    @Test
    void anEventWithoutDataHasAnEmptyObject() {
        held.post("events", "{'kind':'note'}").is(201);
        assertThat(events("").json().at("items.0.data")).hasToString("{}");
    }

    @Test
    void aHundredEventsAreOnAPageUnlessItIsTold() {
        for (int i = 0; i < 101; i++) {
            held.post("events", "{'kind':'note'}").is(201);
        }
        JsonTree page = events("").is(200).json();
        assertThat(page.elements("items")).hasSize(100);
        JsonTree rest = events("?cursor=" + page.text("next_cursor")).is(200).json();
        assertThat(rest.elements("items")).hasSize(1);
        assertThat(rest.isNull("next_cursor")).isTrue();
        events("?limit=0").isRefused(400, "invalid_limit", "limit");
    }

    @Test
    void theTrackersOwnKindsAreReserved() {
        for (String kind : List.of("transition", "retry_scheduled", "dead_letter", "lease_expired")) {
            held.post("events", "{'kind':'%s'}", kind).isRefused(400, "reserved_kind", "kind", kind);
        }
        held.post("events", "{'kind':'Transition'}").is(201);
        assertThat(events("").json().elements("items")).hasSize(1);
    }

    @Test
    void anEndedRunTakesNoEvents() {
        held.finish().is(200);
        held.post("events", "{'kind':'note'}").isRefused(404, "not_found", held.run());
    }
}
