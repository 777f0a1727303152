package dev.nulltickets.bench;

import dev.nulltickets.bench.Requests.Held;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Let many agents wait for work of their role, of which there is a little now and then, and measure how soon it finds
 * one of them: from the instant at which a task is sent to be created until a claim is answered with it. Used by one
 * thread.
 */
final class IdleAgents implements HttpLoad.Companion {
    private static final int NO_WORK = 204;
    private static final int DIGITS = 3;

    private final Target target;
    private final Lane lane;
    private final int agents;
    private final long pauseNanos;
    private final Deque<Long> announced = new ArrayDeque<>();
    private final Histogram wakes = new Histogram(DIGITS);
    private final Map<String, Long> errors = new TreeMap<>();
    private @Nullable Announcer announcer;
    private long unanswered;

    /**
     * Plan.
     *
     * @param pauseNanos how long it is from one task to the next
     */
    IdleAgents(Target target, Lane lane, int agents, long pauseNanos) {
        this.target = target;
        this.lane = lane;
        this.agents = agents;
        this.pauseNanos = pauseNanos;
        wakes.setAutoResize(true);
    }

    @Override
    public void begin(Connections connections) {
        for (int i = 0; i < agents; i++) {
            new Agent(new Requests(target, lane, "idle-" + i, false)).await(connections.connect());
        }
        announcer = new Announcer(new Requests(target, lane, "announcer", false), connections.connect());
    }

    @Override
    public void turn() {
        if (announcer != null) {
            announcer.announceIfDue();
        }
    }

    Histogram wakes() {
        return wakes;
    }

    /** Return how many claims were answered that there is no work: after their time, if the server lets them wait. */
    long unanswered() {
        return unanswered;
    }

    Map<String, Long> errors() {
        return errors;
    }

    private void error(String what) {
        errors.merge(what, 1L, Long::sum);
    }

    /** Wait, do the work that comes, and wait again. */
    private final class Agent implements Listener {
        private final Requests requests;
        private boolean working;

        Agent(Requests requests) {
            this.requests = requests;
        }

        void await(Connection connection) {
            working = false;
            connection.send(requests.waitingClaim(), this);
        }

        @Override
        public void answered(Connection connection, Answer answer) {
            if (working) {
                if (answer.status() != Step.TRANSITION.status()) {
                    error("transition: " + answer.refusal());
                }
                await(connection);
            } else if (answer.status() == Step.CLAIM.status()) {
                Long since = announced.poll();
                wakes.recordValue(since == null ? 0 : System.nanoTime() - since);
                working = true;
                connection.send(requests.transition(Held.of(answer.body())), this);
            } else {
                if (answer.status() == NO_WORK) {
                    unanswered++;
                } else {
                    error("waiting claim: " + answer.refusal());
                }
                await(connection);
            }
        }

        @Override
        public void broken(Connection connection, String why) {
            error("waiting claim: " + why);
            await(connection);
        }
    }

    /** Create a task now and then. */
    private final class Announcer implements Listener {
        private final Requests requests;
        private final Connection connection;
        private boolean sent;
        private long due = System.nanoTime() + pauseNanos;

        Announcer(Requests requests, Connection connection) {
            this.requests = requests;
            this.connection = connection;
        }

        void announceIfDue() {
            long now = System.nanoTime();
            if (!sent && now - due >= 0) {
                sent = true;
                due = now + pauseNanos;
                announced.add(now);
                connection.send(requests.create(), this);
            }
        }

        @Override
        public void answered(Connection on, Answer answer) {
            sent = false;
            if (answer.status() != Step.CREATE.status()) {
                error("create: " + answer.refusal());
            }
        }

        @Override
        public void broken(Connection on, String why) {
            sent = false;
            error("create: " + why);
        }
    }
}
