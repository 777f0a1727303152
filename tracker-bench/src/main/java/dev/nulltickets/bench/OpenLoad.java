package dev.nulltickets.bench;

import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Drive a server over HTTP at a fixed rate; see {@link Arrivals}. */
final class OpenLoad {
    private static final long MILLI = 1_000_000;
    private static final long SHORT_NAP = 50_000;

    private final Target target;
    private final Shape shape;
    private final List<Lane> lanes;

    OpenLoad(Target target, Shape shape) {
        this.target = target;
        this.shape = shape;
        try (HttpClient client = HttpClient.newHttpClient()) {
            this.lanes = shape.lanes((name, definition) -> target.createPipeline(client, name, definition));
        }
    }

    /** Run until the window is over. */
    Tally run(int connections, double cyclesPerSecond, Window window) {
        Tally tally = new Tally(window);
        run(connections, cyclesPerSecond, List.of(tally), ended -> {});
        return tally;
    }

    /**
     * Run without a pause until one window after the other is over.
     *
     * @param tallies of the windows, in order
     * @param onEnd hears of each at its end
     */
    void run(int connections, double cyclesPerSecond, List<Tally> tallies, Consumer<Tally> onEnd) {
        Requests requests = new Requests(target, lanes.get(0), "agent", shape.limited());
        try (Connections all = new Connections(target)) {
            Arrivals arrivals = new Arrivals(requests, tallies.get(0), cyclesPerSecond);
            for (int i = 0; i < connections; i++) {
                arrivals.use(all.connect());
            }
            for (Tally tally : tallies) {
                arrivals.count(tally);
                while (!tally.window().isOver(System.nanoTime())) {
                    turn(arrivals, all);
                }
                onEnd.accept(tally);
            }
        }
    }

    private static void turn(Arrivals arrivals, Connections all) {
        long free = arrivals.send();
        // The selector counts in milliseconds, which is too coarse for the next one to be on time.
        all.turn(free / MILLI);
        if (free > 0 && free < MILLI) {
            LockSupport.parkNanos(Math.min(free, SHORT_NAP));
        }
    }
}
