package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.leaseId;
import static dev.nulltickets.tck.Samples.runId;
import static dev.nulltickets.tck.Samples.taskId;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draw operations on a store, from a small world so that they meet. An operation holds all that was drawn, and decides
 * the rest by what it reads, so it does the same on two equal stores, and when it is run again.
 */
final class RandomOperations {
    private static final int TASKS = 10;
    private static final int RUNS = 12;
    private static final int ALL = 1_000_000;
    private static final List<String> STAGES = List.of("todo", "review", "done");
    private static final List<AgentRole> ROLES = List.of(Samples.CODER, Samples.REVIEWER);
    private static final List<AgentId> AGENTS = List.of(Samples.ADA, Samples.BOB, new AgentId("Ada"));

    private final Random random;
    private final RandomRecords records;

    RandomOperations(Random random) {
        this.random = random;
        this.records = new RandomRecords(random);
    }

    /**
     * Name an operation and hold it.
     *
     * @param work returns what a caller can see of it
     */
    record Operation(String name, Function<? super Tx, Object> work) {}

    Operation next() {
        return switch (random.nextInt(34)) {
            case 0, 1, 2 -> insertTask();
            case 3, 4, 5, 6 -> updateTask();
            case 7, 8 -> best();
            case 9 -> due();
            case 10, 11 -> insertRun();
            case 12, 13 -> finishRun();
            case 14, 15 -> grant();
            case 16, 17, 18 -> changeLease();
            case 19 -> overdue();
            case 20, 21 -> insertDependency();
            case 22 -> resolve();
            case 23 -> defer();
            case 24, 25 -> assign();
            case 26, 27 -> append();
            case 28 -> answer();
            case 29, 30, 31, 32 -> records.next();
            default -> insertPipeline();
        };
    }

    private Operation insertPipeline() {
        long number = 3L + random.nextInt(5);
        String name = "pipeline " + random.nextInt(4);
        return new Operation(
                "insert pipeline " + number + " " + name,
                tx -> tx.pipelines().find(Samples.pipeline(number, name).id()).isEmpty()
                        && tx.pipelines().insert(Samples.pipeline(number, name, time(number))));
    }

    private Operation insertTask() {
        Task task = vary(new TaskSample(random.nextInt(TASKS))
                        .pipeline(pick(Samples.PIPELINES).id())
                        .priority(random.nextInt(3))
                        .createdAt(time()))
                .made();
        return new Operation("insert " + task, tx -> {
            boolean absent = tx.tasks().find(task.id()).isEmpty();
            if (absent) {
                tx.tasks().insert(task);
            }
            return absent;
        });
    }

    private Operation updateTask() {
        TaskId id = taskId(random.nextInt(TASKS));
        boolean stale = random.nextInt(5) == 0;
        long seed = random.nextLong();
        return new Operation(
                "update " + id + (stale ? ", stale" : ""),
                tx -> tx.tasks().find(id).map(current -> {
                    Task before = stale ? TaskSample.after(current).made() : current;
                    // Work may be run again, and must then draw the same.
                    RandomOperations again = new RandomOperations(new Random(seed));
                    return tx.tasks()
                            .update(before, again.vary(TaskSample.after(before)).made());
                }));
    }

    private TaskSample vary(TaskSample sample) {
        return sample.stage(pick(STAGES))
                .role(random.nextInt(6) == 0 ? null : pick(ROLES))
                .assignee(random.nextBoolean() ? null : pick(AGENTS))
                .nextEligibleAt(time())
                .counts(random.nextInt(9), random.nextInt(3), random.nextInt(3))
                .openDependencies(random.nextInt(3))
                .state(random.nextBoolean() ? TaskState.READY : pick(List.of(TaskState.values())));
    }

    private Operation best() {
        AgentRole role = pick(ROLES);
        AgentId agent = pick(AGENTS);
        StageKey stage = stage();
        return new Operation(
                "best of " + role + " " + agent + " " + stage,
                tx -> List.of(
                        tx.tasks().best(role, agent),
                        tx.tasks().best(role, agent, stage),
                        tx.tasks().waitingStages(role, agent).stream()
                                .map(StageKey::toString)
                                .sorted()
                                .toList()));
    }

    private Operation due() {
        Instant now = time();
        return new Operation("due at " + now, tx -> sorted(tx.tasks().due(now, ALL)));
    }

    private Operation insertRun() {
        TaskId id = taskId(random.nextInt(TASKS));
        long number = random.nextInt(RUNS);
        return new Operation(
                "run " + number + " of " + id,
                tx -> tx.tasks()
                        .find(id)
                        .filter(task -> tx.runs().find(runId(number)).isEmpty())
                        .map(task -> {
                            int attempt = tx.runs().latest(id).map(Run::attempt).orElse(0) + 1;
                            tx.runs().insert(Samples.run(number, task, attempt));
                            return attempt;
                        }));
    }

    private Operation finishRun() {
        long number = random.nextInt(RUNS);
        RunStatus status = pick(List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.STALE));
        return new Operation(
                "finish run " + number,
                tx -> tx.runs()
                        .find(runId(number))
                        .map(run -> Samples.finish(tx, Samples.ended(run, status, "{\"n\":" + number + "}", null))));
    }

    private Operation grant() {
        long number = random.nextInt(RUNS);
        Instant until = time();
        return new Operation(
                "grant lease " + number + " until " + until,
                tx -> tx.runs()
                        .find(runId(number))
                        .filter(run -> tx.leases().find(leaseId(number)).isEmpty())
                        .filter(run -> isFree(tx, run.taskId()))
                        .map(run -> {
                            Task task = tx.tasks().find(run.taskId()).orElseThrow();
                            tx.leases().grant(Samples.lease(number, run, task, until));
                            return true;
                        }));
    }

    private static boolean isFree(Tx tx, TaskId task) {
        return tx.runs().list(task, 0, ALL).stream()
                .flatMap(run -> tx.leases().of(run.id()).stream())
                .allMatch(lease -> lease.expired());
    }

    private Operation changeLease() {
        long number = random.nextInt(RUNS);
        long epoch = 1L + random.nextInt(3);
        Instant until = time();
        int what = random.nextInt(3);
        return new Operation(
                "change " + what + " of lease " + number + " epoch " + epoch + " " + until, tx -> switch (what) {
                    case 0 -> tx.leases().extend(leaseId(number), epoch, until, Duration.ofMillis(number));
                    case 1 -> tx.leases().end(leaseId(number), epoch);
                    default -> tx.leases().expire(leaseId(number), epoch);
                });
    }

    private Operation overdue() {
        Instant now = time();
        StageKey stage = stage();
        int most = random.nextInt(4);
        return new Operation(
                "overdue at " + now + ", held in " + stage,
                tx -> List.of(sorted(tx.leases().overdue(now, ALL)), tx.leases().held(stage, most)));
    }

    private Operation insertDependency() {
        TaskId task = taskId(random.nextInt(TASKS));
        TaskId on = taskId(random.nextInt(TASKS));
        boolean open = random.nextInt(4) != 0;
        Instant at = time();
        return new Operation(
                task + " depends on " + on + " " + open + " " + at,
                tx -> !task.equals(on)
                        && tx.tasks().find(task).isPresent()
                        && tx.tasks().find(on).isPresent()
                        && tx.dependencies().insert(new Dependency(task, on, open, at)));
    }

    private Operation resolve() {
        TaskId task = taskId(random.nextInt(TASKS));
        TaskId on = taskId(random.nextInt(TASKS));
        return new Operation(
                "resolve " + task + " on " + on, tx -> tx.dependencies().resolve(task, on));
    }

    private Operation defer() {
        TaskId id = taskId(random.nextInt(TASKS));
        boolean settle = random.nextBoolean();
        return new Operation(
                (settle ? "settle " : "defer ") + id,
                tx -> tx.tasks().find(id).map(task -> {
                    if (settle) {
                        tx.dependencies().settle(id);
                    } else {
                        tx.dependencies().defer(id);
                    }
                    return true;
                }));
    }

    private Operation assign() {
        TaskId id = taskId(random.nextInt(TASKS));
        AgentId agent = pick(AGENTS);
        Instant at = time();
        boolean away = random.nextInt(3) == 0;
        @Nullable String by = random.nextBoolean() ? null : "lead";
        return new Operation(
                (away ? "unassign " : "assign ") + id + " " + agent + " " + at,
                tx -> tx.tasks().find(id).map(task -> {
                    if (away) {
                        return tx.assignments().deactivate(id, agent, at);
                    }
                    tx.assignments().activate(id, agent, by, at);
                    return true;
                }));
    }

    private Operation append() {
        long number = random.nextInt(RUNS);
        Instant at = time();
        String gate = "gate " + random.nextInt(2);
        GateStatus status = pick(List.of(GateStatus.values()));
        JsonText data = new JsonObject().put("n", random.nextLong()).build();
        return new Operation(
                "append to run " + number + " " + gate,
                tx -> tx.runs().find(runId(number)).map(run -> {
                    tx.events().append(run.id(), run.taskId(), at, gate, data);
                    tx.gates().append(run.id(), run.taskId(), at, new NewGateResult(gate, status, data, null));
                    return tx.gates().latest(run.id(), gate).orElseThrow();
                }));
    }

    private Operation answer() {
        String hash = pick(List.of("a", "b", "c")).repeat(64);
        Instant at = time();
        boolean purge = random.nextInt(3) == 0;
        return new Operation((purge ? "purge at " : "answer until ") + at, tx -> {
            Optional<StoredAnswer> before = tx.idempotency().find(hash);
            if (purge) {
                return List.of(before, tx.idempotency().purge(at, ALL));
            }
            tx.idempotency().put(new StoredAnswer(hash, hash, "", "sealed at " + at, START, at));
            return before;
        });
    }

    private StageKey stage() {
        return new StageKey(pick(Samples.PIPELINES).id(), pick(STAGES));
    }

    private Instant time() {
        return time(random.nextInt(8));
    }

    private static Instant time(long number) {
        return START.plusMillis(number);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Write rows down in an order of their own, where the store may return those of one time in any. */
    private static List<String> sorted(List<?> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }
}
