package dev.nulltickets.bench;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drive a tracker in this process: a number of callers, each on a virtual thread, each with one cycle after the other.
 */
final class CoreLoad {
    private final Tracker tracker;
    private final List<Lane> lanes;
    private final Map<String, Long> limits;

    CoreLoad(Tracker tracker, Shape shape) {
        this.tracker = tracker;
        this.limits = shape.limited() ? Map.of(Shape.CLOSED, 1L) : Map.of();
        this.lanes = shape.lanes((name, definition) -> tracker.pipelines()
                .create(name, PipelineDefinition.parse(definition))
                .value());
    }

    /** Run until the window is over. */
    Tally run(int callers, Window window) {
        List<Tally> tallies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Tally tally = new Tally(window);
            tallies.add(tally);
            int number = caller;
            threads.add(Thread.ofVirtual().start(() -> work(number, callers, tally)));
        }
        threads.forEach(CoreLoad::join);
        Tally sum = new Tally(window);
        tallies.forEach(sum::add);
        return sum;
    }

    private void work(int caller, int callers, Tally tally) {
        AgentId agent = new AgentId("agent-" + caller);
        for (int lane = caller; !tally.window().isOver(System.nanoTime()); lane = (lane + callers) % lanes.size()) {
            try {
                cycle(lanes.get(lane % lanes.size()), agent, tally);
            } catch (RejectedException refused) {
                tally.error(refused.rejection().getClass().getSimpleName());
            } catch (RuntimeException failure) { // It is counted, and the next cycle may go better.
                tally.error(failure.getClass().getSimpleName());
            }
        }
    }

    private void cycle(Lane lane, AgentId agent, Tally tally) {
        long begun = System.nanoTime();
        tracker.tasks().create(task(lane));
        long created = done(Step.CREATE, begun, tally);
        Optional<Claim> found = claim(lane, agent);
        for (int again = 0; found.isEmpty() && again < Shape.MOST_CLAIMS; again++) {
            found = claim(lane, agent);
        }
        if (found.isEmpty()) {
            tally.error("claim: no work");
            return;
        }
        Claim claim = found.get();
        long claimed = done(Step.CLAIM, created, tally);
        tracker.runs()
                .report(
                        claim.run().id(),
                        claim.token(),
                        new NewEvent(Shape.EVENT_KIND, JsonText.object("data", Shape.EVENT_DATA)));
        long reported = done(Step.EVENT, claimed, tally);
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(Shape.TRIGGER));
        done(Step.TRANSITION, reported, tally);
    }

    private Optional<Claim> claim(Lane lane, AgentId agent) {
        return tracker.leases()
                .claim(new ClaimRequest(agent, new AgentRole(lane.role()), ClaimRequest.DEFAULT_TTL, limits));
    }

    private static NewTask task(Lane lane) {
        return new NewTask(
                new PipelineId(lane.pipelineId()),
                Shape.TITLE,
                Shape.DESCRIPTION,
                0,
                JsonText.object("metadata", Shape.METADATA),
                RetryPolicy.DEFAULT,
                List.of(),
                null,
                null);
    }

    private static long done(Step step, long from, Tally tally) {
        long now = System.nanoTime();
        tally.done(step, from, now);
        return now;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("a measurement is not to be interrupted", interrupted);
        }
    }
}
