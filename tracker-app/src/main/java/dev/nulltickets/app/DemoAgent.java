package dev.nulltickets.app;

import dev.nulltickets.app.DemoScreen.Tone;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work as an agent does: claim a task of its role, keep the lease alive, report, end the run, and claim the next. What
 * comes of each task is written in the {@link DemoScript}; everything else is what any agent would do over HTTP.
 */
final class DemoAgent implements Callable<@Nullable Void> {
    private static final long LEASE_MILLIS = 10_000;
    private static final long SHORTEST_LEASE_MILLIS = 1_000;
    private static final long SILENCE_MILLIS = 2_400;
    private static final long IDLE_MILLIS = 100;

    private final String name;
    private final String role;
    private final long workMillis;
    private final DemoClient client;
    private final DemoScreen screen;
    private final BooleanSupplier workIsLeft;

    /** @param workMillis how long a run of this agent takes */
    DemoAgent(
            String name,
            String role,
            long workMillis,
            DemoClient client,
            DemoScreen screen,
            BooleanSupplier workIsLeft) {
        this.name = name;
        this.role = role;
        this.workMillis = workMillis;
        this.client = client;
        this.screen = screen;
        this.workIsLeft = workIsLeft;
    }

    /** Work until there is nothing left to do for anybody, or the thread is interrupted. */
    @Override
    public @Nullable Void call() throws IOException, InterruptedException {
        while (workIsLeft.getAsBoolean()) {
            JsonObject request = new JsonObject()
                    .put("agent_id", name)
                    .put("agent_role", role)
                    .put("lease_ttl_ms", LEASE_MILLIS);
            DemoClient.Answer answer = client.post("/leases/claim", null, request.build());
            if (answer.status() == 204) {
                Thread.sleep(IDLE_MILLIS);
            } else {
                new Shift(answer.fields()).work();
            }
        }
        return null;
    }

    /** Hold one claimed task. */
    private final class Shift {
        private final DemoTask task;
        private final String stage;
        private final long attempt;
        private final String run;
        private final String lease;
        private final String token;

        Shift(JsonFields claim) {
            this.task = DemoScript.task(claim.fields("task").string("title"));
            this.stage = claim.fields("task").string("stage");
            this.attempt = claim.fields("run").integer("attempt");
            this.run = claim.fields("run").string("id");
            this.lease = claim.string("lease_id");
            this.token = claim.string("lease_token");
        }

        void work() throws IOException, InterruptedException {
            say(Tone.PLAIN, "%s \"%s\" for %s".formatted(task.verb(attempt), task.title(), stage));
            switch (task.act(attempt)) {
                case DemoAct.Finish finish -> finish(finish);
                case DemoAct.Submit submit -> submit();
                case DemoAct.SubmitTwice submit -> submitTwice(submit);
                case DemoAct.Fail fail -> fail(fail);
                case DemoAct.FallSilent silent -> fallSilent();
            }
        }

        private void finish(DemoAct.Finish act) throws IOException, InterruptedException {
            pretendToWork();
            moveOn(act.trigger(), act.found().isEmpty() ? "" : act.trigger() + ": " + act.found() + ", ");
        }

        private void submit() throws IOException, InterruptedException {
            pretendToWork();
            reportGate("pass");
            moveOn("submit", "tests pass, ");
        }

        private void submitTwice(DemoAct.SubmitTwice act) throws IOException, InterruptedException {
            pretendToWork();
            reportGate("fail");
            String refusal = post("transition", trigger("submit")).errorCode();
            say(Tone.TROUBLE, "%s, so submit is refused:".formatted(act.found()));
            say(Tone.TROUBLE, "409 %s".formatted(refusal));
            submit();
        }

        private void fail(DemoAct.Fail act) throws IOException, InterruptedException {
            pretendToWork();
            post("fail", new JsonObject().put("error", act.error()).build()).fields();
            JsonFields after = client.get("/runs/" + run + "/events?limit=1000");
            say(Tone.BAD, "fails: %s; %s".formatted(act.error(), consequence(after)));
        }

        private void fallSilent() throws IOException, InterruptedException {
            JsonText shortest =
                    new JsonObject().put("lease_ttl_ms", SHORTEST_LEASE_MILLIS).build();
            client.post("/leases/" + lease + "/heartbeat", token, shortest).fields();
            say(Tone.BAD, "falls silent; its lease ends in a second");
            Thread.sleep(SILENCE_MILLIS);
            DemoClient.Answer late = post("transition", trigger("submit"));
            say(Tone.TROUBLE, "wakes up too late: its lease is gone, %d %s".formatted(late.status(), late.errorCode()));
        }

        private void pretendToWork() throws IOException, InterruptedException {
            post("events", new JsonObject().put("kind", "started").build()).fields();
            Thread.sleep(workMillis / 2);
            client.post("/leases/" + lease + "/heartbeat", token, JsonText.EMPTY_OBJECT)
                    .fields();
            Thread.sleep(workMillis / 2);
        }

        private void reportGate(String status) throws IOException, InterruptedException {
            post(
                            "gates",
                            new JsonObject()
                                    .put("gate", "tests_pass")
                                    .put("status", status)
                                    .build())
                    .fields();
        }

        private void moveOn(String trigger, String why) throws IOException, InterruptedException {
            JsonFields moved = post("transition", trigger(trigger)).fields();
            String to = moved.string("new_stage");
            Tone tone = trigger.equals("reject") ? Tone.TROUBLE : to.equals("done") ? Tone.GOOD : Tone.PLAIN;
            say(tone, "%s%s -> %s".formatted(why, moved.string("previous_stage"), to));
        }

        private DemoClient.Answer post(String what, JsonText body) throws IOException, InterruptedException {
            return client.post("/runs/" + run + "/" + what, token, body);
        }

        private void say(Tone tone, String what) {
            screen.show(name, task.number(), tone, what);
        }

        private static JsonText trigger(String trigger) {
            return new JsonObject().put("trigger", trigger).build();
        }

        /** Tell from the tracker's last event what a failure led to. */
        private static String consequence(JsonFields events) {
            String kind = events.objects("items").getLast().string("kind");
            return kind.equals("dead_letter") ? "out of attempts" : "will be tried again";
        }
    }
}
