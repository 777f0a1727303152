package dev.nulltickets.app;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Note everything that a server acknowledged, to hold it to it later. Safe for use by several threads. */
final class Ledger {
    /** The title of each task, by its id. */
    final Map<String, String> tasks = new ConcurrentHashMap<>();

    /** What was acknowledged of each run, by its id. */
    final Map<String, Entry> runs = new ConcurrentHashMap<>();

    private final Map<Integer, CountDownLatch> milestones = new ConcurrentHashMap<>();
    private final Queue<String> transitions = new ConcurrentLinkedQueue<>();

    Entry claimed(String run, String task, long attempt) {
        Entry entry = new Entry(task, attempt, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        if (runs.putIfAbsent(run, entry) != null) {
            throw new AssertionError("run " + run + " was handed out twice");
        }
        return entry;
    }

    void moved(String run) {
        transitions.add(run);
        milestones.forEach((count, reached) -> {
            if (transitions.size() >= count) {
                reached.countDown();
            }
        });
    }

    List<String> transitions() {
        return List.copyOf(transitions);
    }

    /** Wait until this many transitions are acknowledged. */
    void await(int count) throws InterruptedException {
        CountDownLatch reached = milestones.computeIfAbsent(count, any -> new CountDownLatch(1));
        if (transitions.size() < count) {
            reached.await();
        }
    }

    /**
     * Hold what was acknowledged of a run.
     *
     * @param events the ids of its events
     * @param gates the ids of its gate results
     */
    record Entry(String task, long attempt, Queue<Long> events, Queue<Long> gates) {}
}
