package dev.nulltickets.bench;

import dev.nulltickets.bench.Requests.Held;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drive a server over HTTP, a closed loop: a number of clients, each on a connection that it keeps, each with one cycle
 * after the other and no pause.
 */
final class HttpLoad {
    private static final long TURN_MILLIS = 10;
    private static final int NO_WORK = 204;

    private final List<Target> targets;
    private final Shape shape;
    private final List<Lane> lanes;

    HttpLoad(Target target, Shape shape) {
        this(List.of(target), shape);
    }

    /** Spread the clients over servers that share a database. */
    HttpLoad(List<Target> targets, Shape shape) {
        this.targets = List.copyOf(targets);
        this.shape = shape;
        try (HttpClient client = HttpClient.newHttpClient()) {
            this.lanes = shape.lanes((name, definition) -> target(0).createPipeline(client, name, definition));
        }
    }

    /** Something else that uses the same thread and other connections at the same time. */
    interface Companion {
        /** A companion that does nothing. */
        Companion NONE = new Companion() {
            @Override
            public void begin(Connections connections) {}

            @Override
            public void turn() {}
        };

        void begin(Connections connections);

        /** Do what is due; called every few milliseconds. */
        void turn();
    }

    /** Run until the window is over. */
    Tally run(int clients, Window window) {
        return run(clients, window, Companion.NONE);
    }

    /** Run beside a companion until the window is over. */
    Tally run(int clients, Window window, Companion companion) {
        Tally tally = new Tally(window);
        try (Connections connections = new Connections(target(0))) {
            companion.begin(connections);
            for (int client = 0; client < clients; client++) {
                new Client(requests(client, clients), tally).begin(connections.connect(target(client)));
            }
            while (!window.isOver(System.nanoTime())) {
                connections.turn(TURN_MILLIS);
                companion.turn();
            }
        }
        return tally;
    }

    private Target target(int client) {
        return targets.get(client % targets.size());
    }

    /** Return the requests of one client in each lane that it comes to. */
    private List<Requests> requests(int client, int clients) {
        List<Requests> requests = new ArrayList<>();
        int lane = client % lanes.size();
        do {
            requests.add(new Requests(target(client), lanes.get(lane), "agent-" + client, shape.limited()));
            lane = (lane + clients) % lanes.size();
        } while (lane != client % lanes.size());
        return requests;
    }

    /** Go through one cycle after the other. What goes wrong ends a cycle, and the next begins. */
    private static final class Client implements Listener {
        private final List<Requests> lanes;
        private final Tally tally;
        private int lane;
        private int again;
        private Step step = Step.CREATE;
        private @Nullable Held held;

        Client(List<Requests> lanes, Tally tally) {
            this.lanes = lanes;
            this.tally = tally;
        }

        void begin(Connection connection) {
            step = Step.CREATE;
            lane = (lane + 1) % lanes.size();
            connection.send(request(), this);
        }

        @Override
        public void answered(Connection connection, Answer answer) {
            if (answer.status() == NO_WORK && step == Step.CLAIM && again < Shape.MOST_CLAIMS) {
                again++;
                connection.send(request(), this);
                return;
            }
            again = 0;
            if (answer.status() != step.status()) {
                tally.error(step + ": " + answer.refusal());
                begin(connection);
                return;
            }
            tally.done(step, answer.sentAt(), System.nanoTime());
            if (step == Step.CLAIM) {
                held = Held.of(answer.body());
            }
            step = step.next();
            if (step == Step.CREATE) {
                begin(connection);
            } else {
                connection.send(request(), this);
            }
        }

        @Override
        public void broken(Connection connection, String why) {
            tally.error(step + ": " + why);
            begin(connection);
        }

        private ByteBuffer request() {
            Requests requests = lanes.get(lane);
            return switch (step) {
                case CREATE -> requests.create();
                case CLAIM -> requests.claim();
                case EVENT -> requests.event(held());
                case TRANSITION -> requests.transition(held());
            };
        }

        private Held held() {
            if (held == null) {
                throw new IllegalStateException("a run is claimed before it is worked on");
            }
            return held;
        }
    }
}
