package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Stage;
import dev.nulltickets.core.spi.FigureReader.LeaseFigure;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Add up the figures of stages by the role that works them. */
final class QueueCount {
    private final ReadTx tx;
    private final PipelineCache pipelines;
    private final Map<String, Sum> sums = new TreeMap<>();

    /** Begin with nothing for every role there is. */
    QueueCount(ReadTx tx, PipelineCache pipelines) {
        this.tx = tx;
        this.pipelines = pipelines;
        for (PipelineId id : tx.pipelines().ids()) {
            for (Stage stage : definition(id).stages().values()) {
                role(stage).ifPresent(this::sum);
            }
        }
    }

    void add(StageFigure figure) {
        with(figure.pipelineId(), figure.stage(), sum -> {
            sum.failed += figure.failures();
            sum.claimable += figure.state() == TaskState.READY ? figure.tasks() : 0;
        });
    }

    void addStuck(LeaseFigure figure) {
        with(figure.stage().pipelineId(), figure.stage().stage(), sum -> sum.stuck += figure.leases());
    }

    void addNearExpiry(LeaseFigure figure) {
        with(figure.stage().pipelineId(), figure.stage().stage(), sum -> sum.nearExpiry += figure.leases());
    }

    List<Figures.RoleFigures> roles() {
        return sums.entrySet().stream()
                .map(sum -> figures(new AgentRole(sum.getKey()), sum.getValue()))
                .toList();
    }

    private Figures.RoleFigures figures(AgentRole role, Sum sum) {
        return new Figures.RoleFigures(
                role, sum.claimable, sum.claimable == 0 ? null : oldest(role), sum.failed, sum.stuck, sum.nearExpiry);
    }

    private @Nullable Duration oldest(AgentRole role) {
        return tx.figures().oldestReady(role).map(this::age).orElse(null);
    }

    /** Return how old what was created at some time is; 0 if the clock was set back since. */
    private Duration age(Instant created) {
        return created.isBefore(tx.now()) ? Duration.between(created, tx.now()) : Duration.ZERO;
    }

    private void with(PipelineId pipeline, String stage, Consumer<Sum> change) {
        definition(pipeline).stage(stage).flatMap(QueueCount::role).ifPresent(role -> change.accept(sum(role)));
    }

    private Sum sum(AgentRole role) {
        return sums.computeIfAbsent(role.value(), name -> new Sum());
    }

    private static Optional<AgentRole> role(Stage stage) {
        return stage.terminal() ? Optional.empty() : Optional.ofNullable(stage.role());
    }

    private PipelineDefinition definition(PipelineId id) {
        return pipelines.existing(tx, id).definition();
    }

    private static final class Sum {
        private long claimable;
        private long failed;
        private long stuck;
        private long nearExpiry;
    }
}
