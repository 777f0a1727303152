package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private Scene.Held held;

    @BeforeEach
    void claimAReview() {
        scene = Scene.on(server);
        scene.held().finish().is(200);
        held = scene.claim("reviewer");
    }

    private Received gate(String gate, String status) {
        return held.post("gates", "{'gate':'%s','status':'%s'}", gate, status);
    }

    private Received approve() {
        return held.post("transition", "{'trigger':'approve'}");
    }

    @Test
    void aResultIsReadAsItWasReported() {
        server.turn(Duration.ofSeconds(2));
        long first = held.post(
                        "gates", "{'gate':'tests','status':'fail','evidence':{ 'failed' : 3 },'actor':'ci','x':1}")
                .is(201)
                .number("id");
        long second = gate("lint", "pass").is(201).number("id");
        assertThat(second).isGreaterThan(first);
        long now = TestServer.START_MS + 2000;
        server.client().get("/runs/" + held.run() + "/gates").is(200, """
                [{'id':%d,'run_id':'%s','task_id':'%s','gate':'tests','status':'fail',
                  'evidence':{'failed':3},'actor':'ci','ts_ms':%d},
                 {'id':%d,'run_id':'%s','task_id':'%s','gate':'lint','status':'pass',
                  'evidence':{},'actor':null,'ts_ms':%d}]""".formatted(
                        first, held.run(), held.task(), now, second, held.run(), held.task(), now));
    }

    @Test
    void aRunWithoutResultsHasAnEmptyList() {
        server.client().get("/runs/" + held.run() + "/gates").is(200, "[]");
    }

    @Test
    void aStatusIsPassOrFail() {
        for (String status : List.of("", "PASS", "passed", "true")) {
            gate("tests", status).isRefused(400, "invalid_status", "status", "pass", "fail");
        }
        held.post("gates", "{'gate':'tests','status':true}").isRefused(400, "invalid_json", "status");
        held.post("gates", "{'gate':'tests'}").isRefused(400, "invalid_json", "status");
    }

    @Test
    void eachRequiredGateMustHavePassed() {
        approve().isRefused(409, "required_gates_not_passed", "tests", "lint");
        gate("tests", "pass").is(201);
        gate("other", "pass").is(201);
        Received refused = approve().isRefused(409, "required_gates_not_passed", "lint");
        assertThat(refused.text("error.message")).doesNotContain("tests");
        gate("lint", "pass").is(201);
        approve().is(200, "{'previous_stage':'review','new_stage':'done','trigger':'approve'}");
    }

    @Test
    void theLatestResultCounts() {
        gate("tests", "pass").is(201);
        gate("lint", "pass").is(201);
        gate("tests", "fail").is(201);
        approve().isRefused(409, "required_gates_not_passed", "tests");
        gate("tests", "pass").is(201);
        approve().is(200);
    }

    @Test
    void theResultsOfAnEarlierRunDoNotCount() {
        gate("tests", "pass").is(201);
        gate("lint", "pass").is(201);
        held.fail().is(200);
        held = scene.claim("reviewer");
        approve().isRefused(409, "required_gates_not_passed", "tests", "lint");
    }

    @Test
    void aRefusedTransitionLeavesTheRunGoing() {
        approve().is(409);
        assertThat(server.client().get("/runs/" + held.run()).text("status")).isEqualTo("running");
        held.heartbeat().is(200);
        held.post("transition", "{'trigger':'reject'}").is(200);
    }
}
