package dev.nulltickets.core;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.spi.TrackerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Read figures about all tasks. They cost the same however many tasks there are. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Figures {
    private final TrackerStore store;
    private final PipelineCache pipelines;

    Figures(TrackerStore store, PipelineCache pipelines) {
        this.store = store;
        this.pipelines = pipelines;
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
     * Return what each role has to do, and what is wrong there, for every role of every pipeline, by name. What time
     * made due counts once {@link Housekeeping} has done it.
     *
     * @param nearExpiry leases that end within this time are near their expiry; not negative
     * @param stuck runs that are older than this are stuck; not negative
     */
    public Queue queue(Duration nearExpiry, Duration stuck) {
        Checks.delay("near_expiry_ms", nearExpiry.toMillis());
        Checks.delay("stuck_ms", stuck.toMillis());
        return store.read(tx -> {
            QueueCount count = new QueueCount(tx, pipelines);
            tx.figures().stages().forEach(count::add);
            tx.figures().leasesGrantedBy(tx.now().minus(stuck)).forEach(count::addStuck);
            tx.figures().leasesEndingBy(tx.now(), tx.now().plus(nearExpiry)).forEach(count::addNearExpiry);
            return new Queue(count.roles(), tx.now());
        });
    }

    /**
     * Sum up the tracker.
     *
     * @param tasksByStage the tasks of all pipelines by the name of their stage
     */
    public record Overview(SortedMap<String, Long> tasksByStage, long liveLeases) {}

    /** Sum up the work of all roles. */
    public record Queue(List<RoleFigures> roles, Instant generatedAt) {
        public Queue {
            roles = List.copyOf(roles);
        }
    }

    /**
     * Sum up the work of one role, over all stages that it works.
     *
     * @param claimable the tasks that can be claimed now
     * @param oldestClaimableAge how long ago the oldest of those was created, or null if there is none
     * @param failed the failed runs of the tasks in these stages, since each entered its stage
     * @param stuck the running runs that are older than was asked
     * @param nearExpiry the live leases that end within the time that was asked
     */
    public record RoleFigures(
            AgentRole role,
            long claimable,
            @Nullable Duration oldestClaimableAge,
            long failed,
            long stuck,
            long nearExpiry) {}
}
