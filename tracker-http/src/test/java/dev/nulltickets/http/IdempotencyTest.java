package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.run.LeaseToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest {
    private final CopyOnWriteArrayList<String> heard = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final TestServer server = TestServer.over(store -> Eavesdropper.on(store, heard));

    private Scene scene;
    private String pipeline;
    private Client once;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
        once = server.client().once("key-1");
    }

    private Received create(Client client, String title) {
        return client.post("/tasks", "{'pipeline_id':'%s','title':'%s','description':''}", pipeline, title);
    }

    private Received claim(Client client) {
        return client.post("/leases/claim", "{'agent_id':'ada','agent_role':'coder'}");
    }

    private List<JsonTree> tasks() {
        return server.client().get("/tasks").json().elements("items");
    }

    private static void isReplay(Received again, Received first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void theSameKeyAndBodyReplayTheAnswerAndDoNothing() {
        Received first = create(once, "t").is(201);
        server.turn(Duration.ofMinutes(1));
        isReplay(create(once, "t"), first);
        assertThat(tasks()).hasSize(1);
        create(server.client().once("key-2"), "t").is(201);
        create(server.client(), "t").is(201);
        assertThat(tasks()).hasSize(3);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        create(once, "t").is(201);
        create(once, "u").isRefused(409, "idempotency_conflict", "Idempotency-Key");
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void theSameKeyWithABodyThatIsRefusedIsAConflictToo() {
        create(once, "t").is(201);
        once.post("/tasks", "{'title':'t'}").isRefused(409, "idempotency_conflict", "Idempotency-Key");
    }

    @Test
    void aKeyIsOfOneMethodAndPath() {
        String task = create(once, "t").text("id");
        once.post("/tasks/" + task + "/assignments", "{'agent_id':'bob'}").is(201);
        once.delete("/tasks/" + task + "/assignments/bob").is(200);
        String other = create(server.client(), "u").text("id");
        once.post("/tasks/" + other + "/assignments", "{'agent_id':'ada'}").is(201);
    }

    @Test
    void aReplayedDeletionIsNotNotFound() {
        String task = create(server.client(), "t").text("id");
        server.client()
                .post("/tasks/" + task + "/assignments", "{'agent_id':'bob'}")
                .is(201);
        Received first = once.delete("/tasks/" + task + "/assignments/bob").is(200);
        isReplay(once.delete("/tasks/" + task + "/assignments/bob"), first);
        server.client().delete("/tasks/" + task + "/assignments/bob").is(404);
    }

    @Test
    void aReplayedClaimHandsOutTheSameWorkingToken() {
        scene.task(pipeline);
        scene.task(pipeline);
        Received first = claim(once).is(200);
        isReplay(claim(once), first);
        Scene.Held held = scene.held(claim(once));
        held.heartbeat().is(200);
        held.finish().is(200);
        isReplay(claim(once), first);
    }

    @Test
    void aClaimWithoutWorkIsNotKept() {
        claim(once).is(204);
        String task = scene.task(pipeline);
        assertThat(claim(once).is(200).text("task.id")).isEqualTo(task);
    }

    @Test
    void aRefusalIsNotKept() {
        Received first = once.post("/tasks/nope/assignments", "{}").is(400);
        assertThat(first.text("error.code")).isEqualTo("invalid_json");
        once.post("/tasks/nope/assignments", "{'agent_id':'bob'}").is(404);
        scene.task(pipeline, ",'assigned_agent_id':'nobody'");
        String blocked = create(server.client(), "t").text("id");
        String path = "/tasks/" + blocked + "/dependencies";
        once.post(path, "{'depends_on_task_id':'%s'}", blocked).is(400);
        String other = create(server.client(), "u").text("id");
        once.post(path, "{'depends_on_task_id':'%s'}", other).is(201);
    }

    @Test
    void aRefusedTransitionMayBeTriedAgainWithItsKey() {
        scene.task(pipeline);
        scene.claim("coder").finish().is(200);
        Scene.Held held = scene.claim("reviewer");
        String path = "/runs/" + held.run() + "/transition";
        held.holder().once("k").post(path, "{'trigger':'approve'}").is(409);
        held.post("gates", "{'gate':'tests','status':'pass'}").is(201);
        held.post("gates", "{'gate':'lint','status':'pass'}").is(201);
        held.holder().once("k").post(path, "{'trigger':'approve'}").is(200);
        held.holder().once("k").post(path, "{'trigger':'approve'}").is(200);
    }

    @Test
    void aLeaseProtectedCallIsReplayedToWhoeverCarriesTheFirstToken() {
        scene.task(pipeline);
        scene.task(pipeline);
        Scene.Held held = scene.claim("coder");
        Scene.Held other = scene.claim("coder");
        String path = "/runs/" + held.run() + "/transition";
        Received first =
                held.holder().once("k").post(path, "{'trigger':'finish'}").is(200);
        held.finish().isRefused(404, "not_found");
        isReplay(held.holder().once("k").post(path, "{'trigger':'finish'}"), first);
        held.holder().once("k").post(path, "{'trigger':'skip'}").isRefused(409, "idempotency_conflict");
        server.client().once("k").post(path, "{'trigger':'finish'}").isRefused(401, "unauthorized");
        other.holder().once("k").post(path, "{'trigger':'finish'}").isRefused(404, "not_found");
        other.holder().once("k").post(path, "{'trigger':'skip'}").isRefused(404, "not_found");
        assertThat(scene.task(held).number("task_version")).isEqualTo(2);
    }

    @Test
    void aReplayNeedsTheTokenAlsoWhileTheLeaseIsLive() {
        scene.task(pipeline);
        Scene.Held held = scene.claim("coder");
        String path = "/runs/" + held.run() + "/events";
        Received first = held.holder().once("k").post(path, "{'kind':'note'}").is(201);
        isReplay(held.holder().once("k").post(path, "{'kind':'note'}"), first);
        server.client()
                .as("0".repeat(64))
                .once("k")
                .post(path, "{'kind':'note'}")
                .isRefused(401, "unauthorized");
        assertThat(server.client().get(path).json().elements("items")).hasSize(1);
    }

    @Test
    void aLeaseProtectedCallIsReplayedAfterTheLeaseRanOut() {
        scene.task(pipeline);
        Scene.Held held = scene.claim("coder", 1000);
        String beat = "/leases/" + held.lease() + "/heartbeat";
        Received first = held.holder().once("k").postNothing(beat).is(200);
        server.turn(Duration.ofMillis(500));
        isReplay(held.holder().once("k").postNothing(beat), first);
        server.pass(Duration.ofMillis(500));
        held.heartbeat().is(410);
        isReplay(held.holder().once("k").postNothing(beat), first);
        scene.claim("coder");
        isReplay(held.holder().once("k").postNothing(beat), first);
    }

    @Test
    void anAnswerIsKeptForADay() {
        Received first = create(once, "t").is(201);
        server.pass(Duration.ofHours(24).minusMillis(1));
        isReplay(create(once, "t"), first);
        server.turn(Duration.ofMillis(1));
        Received second = create(once, "t").is(201);
        assertThat(second.body()).isNotEqualTo(first.body());
        isReplay(create(once, "t"), second);
        server.pass(Duration.ofHours(24));
        create(once, "another body, long after").is(201);
    }

    @Test
    void ofManyRequestsAtOnceWithOneKeyOneWorksAndAllGetItsAnswer() {
        scene.task(pipeline);
        List<Received> answers = Crowd.together(16, number -> claim(once));
        assertThat(new HashSet<>(answers.stream().map(Received::body).toList())).hasSize(1);
        answers.forEach(answer -> answer.is(200));
        scene.held(answers.getLast()).heartbeat().is(200);
        List<Received> created = Crowd.together(16, number -> create(once, "t").is(201));
        assertThat(new HashSet<>(created.stream().map(Received::body).toList())).hasSize(1);
        assertThat(tasks()).hasSize(2);
    }

    @Test
    void ofManyPutsAtOnceWithOneKeyOneWorks() {
        List<Received> answers = Crowd.together(10, number -> once.put("/store/n/k", "{'value':1}"));
        answers.forEach(answer -> answer.is(204));
        assertThat(heard.stream().filter(call -> call.startsWith("put[Entry["))).hasSize(1);
    }

    @Test
    void ofManyDeletionsAtOnceWithOneKeyOneWorks() {
        String task = create(server.client(), "t").text("id");
        server.client()
                .post("/tasks/" + task + "/assignments", "{'agent_id':'bob'}")
                .is(201);
        List<Received> unassigned = Crowd.together(10, number -> once.delete("/tasks/" + task + "/assignments/bob"));
        unassigned.forEach(answer -> answer.is(200, "{'status':'unassigned'}"));
        server.client().put("/store/n/k", "{'value':1}").is(204);
        List<Received> deleted = Crowd.together(10, number -> once.delete("/store/n/k"));
        deleted.forEach(answer -> answer.is(204));
        assertThat(heard.stream().filter(call -> call.startsWith("delete["))).hasSize(1);
    }

    @Test
    void ofManyBulkCallsAtOnceWithOneKeyOneWorks() {
        String item = JsonTree.quoted("{'pipeline_id':'%s','title':'','description':''}", pipeline);
        String body = "{\"tasks\":[" + String.join(",", Collections.nCopies(20, item)) + "]}";
        List<Received> answers =
                Crowd.together(10, number -> once.postText("/tasks/bulk", body).is(201));
        assertThat(new HashSet<>(answers.stream().map(Received::body).toList())).hasSize(1);
        assertThat(tasks()).hasSize(20);
        List<Received> artifacts = Crowd.together(10, number -> once.post("/artifacts", "{'kind':'k','uri':'u'}"));
        assertThat(new HashSet<>(artifacts.stream().map(Received::body).toList()))
                .hasSize(1);
        assertThat(server.client().get("/artifacts").json().elements("items")).hasSize(1);
        List<Received> traces = Crowd.together(10, number -> once.post("/v1/traces", "{'resourceSpans':[]}"));
        assertThat(new HashSet<>(traces.stream().map(Received::body).toList())).hasSize(1);
    }

    @Test
    void ofManyBodiesAtOnceWithOneKeyOneIsTaken() {
        List<Received> answers = Crowd.together(16, number -> create(once, "t" + number));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(15);
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void aKeyHasOneTo255Characters() {
        create(server.client().once(""), "t").isRefused(400, "validation_failed", "Idempotency-Key");
        create(server.client().once("k".repeat(256)), "t").isRefused(400, "validation_failed", "Idempotency-Key");
        create(server.client().once("k".repeat(255)), "t").is(201);
    }

    @Test
    void readsTakeNoKey() {
        once.get("/tasks").is(200);
        scene.task(pipeline);
        assertThat(once.get("/tasks").json().elements("items")).hasSize(1);
    }

    @Test
    void noStoreSeesALeaseTokenOrAKeyInTheClear() {
        scene.task(pipeline);
        String key = "a key nobody should see";
        Received claimed = claim(server.client().once(key)).is(200);
        Scene.Held held = scene.held(claimed);
        held.holder()
                .once(key)
                .post("/runs/" + held.run() + "/events", "{'kind':'note'}")
                .is(201);
        String all = String.join("\n", heard);
        assertThat(all).contains(held.run(), new LeaseToken(held.token()).hash().hex());
        assertThat(heard).anyMatch(call -> call.startsWith("put[StoredAnswer["));
        assertThat(all).doesNotContain(held.token()).doesNotContain(key);
        String sealed = heard.stream()
                .filter(call -> call.startsWith("put["))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*sealed=([0-9a-f]+),.*", "$1");
        assertThat(new String(HexFormat.of().parseHex(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain(held.token())
                .doesNotContain("lease_token");
    }
}
