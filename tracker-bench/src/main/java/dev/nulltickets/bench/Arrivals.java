package dev.nulltickets.bench;

import dev.nulltickets.bench.Requests.Held;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drive a server by an open loop: requests arrive at a fixed rate, whether or not the ones before are answered. The
 * time of each counts from when it was to be sent, so a server that stalls is charged with all that had to wait
 * meanwhile.
 *
 * <p>The four steps of a cycle arrive in turn, each at the rate of the cycles. A step that needs what another has
 * brought (a claim a task, an event a run) takes the oldest there is; a small stock, laid in at the start, lets none
 * wait for its own cycle. Used by one thread.
 */
final class Arrivals implements Listener {
    private final Requests requests;
    private final long begun = System.nanoTime();
    private final double nanosBetween;
    private final Map<Step, Deque<Long>> waiting = new EnumMap<>(Step.class);
    private final Map<Connection, Sent> underWay = new HashMap<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Held> claimed = new ArrayDeque<>();
    private final Deque<Held> reported = new ArrayDeque<>();
    private Tally tally;
    private long ready;
    private long arrived;
    private Step next = Step.CREATE;

    /** What is asked, when that was to be, and of which run. */
    private record Sent(Step step, long intended, @Nullable Held held) {}

    Arrivals(Requests requests, Tally tally, double cyclesPerSecond) {
        this.requests = requests;
        this.tally = tally;
        this.nanosBetween = 1e9 / (cyclesPerSecond * Step.values().length);
        for (Step step : Step.values()) {
            waiting.put(step, new ArrayDeque<>());
        }
    }

    /**
     * Take connections into use, and lay in a stock with each: two tasks, a run that is claimed and one with its
     * event.
     */
    void use(Connection connection) {
        idle.add(connection);
        for (Step step : Step.values()) {
            int times = switch (step) {
                case CREATE -> 4;
                case CLAIM -> 2;
                case EVENT -> 1;
                case TRANSITION -> 0;
            };
            for (int i = 0; i < times; i++) {
                queue(step).add(begun);
            }
        }
    }

    /** Count from now on in another tally. */
    void count(Tally other) {
        tally = other;
    }

    /** Send what is due, as far as connections are idle, and return how many nanoseconds there are until the next. */
    long send() {
        long now = System.nanoTime();
        long due = due(arrived);
        while (due - now <= 0) {
            queue(next).add(due);
            next = next.next();
            arrived++;
            due = due(arrived);
        }
        while (!idle.isEmpty() && sendOldest()) {
            // Until nothing can be sent.
        }
        return due - System.nanoTime();
    }

    @Override
    public void answered(Connection connection, Answer answer) {
        Sent sent = ended(connection);
        if (answer.status() != sent.step().status()) {
            tally.error(sent.step() + ": " + answer.refusal());
            return;
        }
        tally.done(sent.step(), sent.intended(), System.nanoTime());
        switch (sent.step()) {
            case CREATE -> ready++;
            case CLAIM -> claimed.add(Held.of(answer.body()));
            case EVENT -> reported.add(held(sent));
            case TRANSITION -> {}
        }
    }

    @Override
    public void broken(Connection connection, String why) {
        tally.error(ended(connection).step() + ": " + why);
    }

    private boolean sendOldest() {
        Step oldest = null;
        long since = 0;
        for (Step step : Step.values()) {
            Long first = queue(step).peek();
            if (first != null && possible(step) && (oldest == null || first - since < 0)) {
                oldest = step;
                since = first;
            }
        }
        if (oldest == null) {
            return false;
        }
        queue(oldest).remove();
        send(idle.remove(), oldest, since);
        return true;
    }

    private void send(Connection connection, Step step, long intended) {
        Held held = switch (step) {
            case CREATE, CLAIM -> null;
            case EVENT -> claimed.remove();
            case TRANSITION -> reported.remove();
        };
        if (step == Step.CLAIM) {
            ready--;
        }
        Sent sent = new Sent(step, intended, held);
        underWay.put(connection, sent);
        connection.send(request(sent), this);
    }

    private ByteBuffer request(Sent sent) {
        return switch (sent.step()) {
            case CREATE -> requests.create();
            case CLAIM -> requests.claim();
            case EVENT -> requests.event(held(sent));
            case TRANSITION -> requests.transition(held(sent));
        };
    }

    private boolean possible(Step step) {
        return switch (step) {
            case CREATE -> true;
            case CLAIM -> ready > 0;
            case EVENT -> !claimed.isEmpty();
            case TRANSITION -> !reported.isEmpty();
        };
    }

    private Sent ended(Connection connection) {
        idle.add(connection);
        Sent sent = underWay.remove(connection);
        if (sent == null) {
            throw new IllegalStateException("an answer to nothing");
        }
        return sent;
    }

    private long due(long number) {
        return begun + Math.round(number * nanosBetween);
    }

    private Deque<Long> queue(Step step) {
        Deque<Long> queue = waiting.get(step);
        if (queue == null) {
            throw new IllegalStateException("every step has a queue, but not " + step);
        }
        return queue;
    }

    private static Held held(Sent sent) {
        if (sent.held() == null) {
            throw new IllegalStateException("what is said of a run is said of one");
        }
        return sent.held();
    }
}
