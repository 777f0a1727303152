package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Report many events at once, or none. */
class EventListTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        held = Scene.on(server).held();
    }

    private JsonTree events() {
        return server.client()
                .get("/runs/" + held.run() + "/events?limit=1000")
                .is(200)
                .json();
    }

    private static List<String> ids(Received created) {
        return created.is(201).json().elements("ids").stream()
                .map(JsonTree::toString)
                .toList();
    }

    private void isRefused(String list, int status, String code, String message) {
        Received answer = held.post("events", list).isRefused(status, code);
        assertThat(answer.text("error.message")).startsWith(message);
        assertThat(events().elements("items")).isEmpty();
    }

    @Test
    void allAreKeptInTheOrderOfTheList() {
        List<String> ids =
                ids(held.post("events", "[{'kind':'a'}, {'kind':'b','data':{ 'n':1.0 },'more':0},{'kind':'a'}]"));
        JsonTree events = events();
        assertThat(events.elements("items").stream()
                        .map(event -> event.at("id").toString())
                        .toList())
                .isEqualTo(ids);
        assertThat(events.texts("items", "kind")).containsExactly("a", "b", "a");
        assertThat(events.at("items.1.data")).hasToString(JsonTree.quoted("{ 'n':1.0 }"));
        assertThat(events.at("items.2.data")).hasToString("{}");
    }

    @Test
    void aListOfOneIsAnsweredByAList() {
        assertThat(ids(held.post("events", " [{'kind':'a'}]"))).hasSize(1);
    }

    @Test
    void aThousandFitIntoOneCallAndNoMore() {
        String list = "[" + String.join(",", Collections.nCopies(1000, "{'kind':'a'}"));
        isRefused(
                list + ",{'kind':'a'}]", 400, "validation_failed", "events must be at most 1000 at once, but are 1001");
        assertThat(ids(held.post("events", list + "]"))).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void theMessageNamesTheEventAndTheCodeIsThatOfItsFlaw() {
        isRefused("[]", 400, "invalid_request", "events must not be empty");
        isRefused("[{'kind':'a'},{}]", 400, "invalid_json", "events[1]: kind is required");
        isRefused("[{'kind':'a'},{'kind':7}]", 400, "invalid_json", "events[1]: kind must be a string");
        isRefused("[{'kind':' '},{'kind':'a'}]", 400, "validation_failed", "events[0]: kind must not be empty");
        isRefused(
                "[{'kind':'a'},{'kind':'b','data':[]}]", 400, "invalid_json", "events[1]: data must be a JSON object");
        isRefused("[{'kind':'a'},{'kind':'dead_letter'}]", 400, "reserved_kind", "events[1]: kind dead_letter");
        isRefused("[[]]", 400, "invalid_json", "events[0]: an event must be a JSON object, but is an array");
        isRefused("[null]", 400, "invalid_json", "events[0]: an event must be a JSON object, but is null");
        for (String other : List.of("7", "null", "'a'", "true")) {
            isRefused(other, 400, "invalid_json", "the body must be a JSON object");
        }
        isRefused("", 400, "invalid_json", "a JSON object is required");
    }

    @Test
    void aListIsReportedOnceForOneKey() {
        Client once = held.holder().once("list-1");
        String list = "[{'kind':'a'},{'kind':'b'}]";
        Received first = once.post("/runs/" + held.run() + "/events", list).is(201);
        once.post("/runs/" + held.run() + "/events", list).is(201, first.body());
        once.post("/runs/" + held.run() + "/events", "[{'kind':'a'}]").isRefused(409, "idempotency_conflict");
        assertThat(events().elements("items")).hasSize(2);
    }

    @Test
    void aListNeedsTheLeaseToo() {
        String list = "[{'kind':'a'},{}]";
        server.client().post("/runs/" + held.run() + "/events", list).isRefused(401, "unauthorized");
        held.finish().is(200);
        held.post("events", list).isRefused(404, "not_found", held.run());
    }

    @Test
    void noOtherRouteTakesAList() {
        held.post("gates", "[]").isRefused(400, "invalid_json", "the body must be a JSON object, but is an array");
        held.holder()
                .post("/leases/" + held.lease() + "/heartbeat", "[]")
                .isRefused(400, "invalid_json", "the body must be a JSON object, but is an array");
    }
}
