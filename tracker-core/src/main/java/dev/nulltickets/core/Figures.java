package dev.nulltickets.core;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.spi.TrackerStore;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Read figures about all tasks. They cost the same however many tasks there are. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Figures {
    private final TrackerStore store;

    Figures(TrackerStore store) {
        this.store = store;
    }

    /** Return how many tasks are in each stage, and how many leases are live. */
    public Overview overview() {
        return store.read(tx -> {
            TreeMap<String, Long> stages = tx.figures().stages().stream()
                    .filter(figure -> figure.tasks() > 0)
                    .collect(groupingBy(StageFigure::stage, TreeMap::new, summingLong(StageFigure::tasks)));
            return new Overview(stages, tx.figures().liveLeases(tx.now()));
        });
    }

    /**
     * Sum up the tracker.
     *
     * @param tasksByStage the tasks of all pipelines by the name of their stage
     */
    public record Overview(SortedMap<String, Long> tasksByStage, long liveLeases) {}
}
