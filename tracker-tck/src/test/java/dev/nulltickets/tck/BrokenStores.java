package dev.nulltickets.tck;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.spi.DependencyStore;
import dev.nulltickets.core.spi.EventStore;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.spi.GateStore;
import dev.nulltickets.core.spi.IdempotencyStore;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.PipelineStore;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.RunStore;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.TrackerStore.Registration;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Break a store in one way each, as an adapter's author might. */
final class BrokenStores {
    private static final int ALL = 1_000_000;

    private BrokenStores() {}

    /** Wrap every transaction's view of one of its stores. */
    static <S> TrackerStore broken(TrackerStore sound, Class<S> type, String part, String method, Wrong wrong) {
        Function<Tx, Tx> breaking = tx -> Sabotage.of(
                Tx.class,
                tx,
                part,
                (store, none) -> Sabotage.of(
                        type, type.cast(store.call()), method, (through, given) -> wrong.answer(tx, through, given)));
        return throughEachTx(sound, breaking);
    }

    /** Answer a call on a part of a transaction. */
    @FunctionalInterface
    interface Wrong {
        Object answer(Tx tx, Sabotage.Sound sound, Object[] arguments) throws Throwable;
    }

    private static TrackerStore throughEachTx(TrackerStore sound, Function<Tx, Tx> breaking) {
        return new Wrapped(sound) {
            @Override
            public <R> R write(Function<? super Tx, ? extends R> work) {
                return sound.<R>write(tx -> work.apply(breaking.apply(tx)));
            }

            @Override
            public <R> R read(Function<? super ReadTx, ? extends R> work) {
                // The in-memory store's reads are transactions too, whose writes are forgotten.
                return sound.<R>read(tx -> work.apply(breaking.apply((Tx) tx)));
            }
        };
    }

    static TrackerStore keepsWhatIsRolledBack(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public <R> R write(Function<? super Tx, ? extends R> work) {
                AtomicReference<R> result = new AtomicReference<>();
                AtomicReference<RuntimeException> thrown = new AtomicReference<>();
                sound.write(tx -> {
                    try {
                        result.set(work.apply(tx));
                    } catch (StaleDataException stale) {
                        throw stale;
                    } catch (RuntimeException kept) {
                        thrown.set(kept);
                    }
                    return true;
                });
                if (thrown.get() != null) {
                    throw thrown.get();
                }
                return result.get();
            }
        };
    }

    static TrackerStore doesNotRunStaleWorkAgain(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public <R> R write(Function<? super Tx, ? extends R> work) {
                return sound.<R>write(tx -> {
                    try {
                        return work.apply(tx);
                    } catch (StaleDataException stale) {
                        throw new IllegalStateException("stale", stale);
                    }
                });
            }
        };
    }

    /** Decide on a snapshot, then write down what was decided: two can decide on the same. */
    static TrackerStore decidesOnASnapshot(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public <R> R write(Function<? super Tx, ? extends R> work) {
                List<Task> decided = new ArrayList<>();
                R result = sound.<R>read(tx -> work.apply(recording((Tx) tx, decided)));
                // Long enough for the other to decide as well.
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                return decided.isEmpty() ? sound.<R>write(work) : replayed(decided, result);
            }

            private <R> R replayed(List<Task> decided, R result) {
                return sound.<R>write(tx -> {
                    decided.forEach(after ->
                            tx.tasks().update(tx.tasks().find(after.id()).orElseThrow(), after));
                    return result;
                });
            }
        };
    }

    private static Tx recording(Tx tx, List<Task> updates) {
        return Sabotage.of(
                Tx.class,
                tx,
                "tasks",
                (tasks, none) -> Sabotage.of(TaskStore.class, (TaskStore) tasks.call(), "update", (update, given) -> {
                    updates.add((Task) given[1]);
                    return update.call(given);
                }));
    }

    /** Read each list as it is when it is asked for, and not as it was when the read began. */
    static TrackerStore readsAreNoSnapshots(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public <R> R read(Function<? super ReadTx, ? extends R> work) {
                Sabotage.Wrong latest = (list, given) -> sound.<List<Task>>read(
                        tx -> tx.tasks().list((TaskFilter) given[0], (Cursor.Created) given[1], (int) given[2]));
                // Nothing but lists of tasks can be read so; that is all that the test reads.
                TaskStore tasks = Sabotage.of(TaskStore.class, null, "list", latest);
                return work.apply(Sabotage.of(Tx.class, null, "tasks", (none, given) -> tasks));
            }
        };
    }

    static TrackerStore losesListeners(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public Registration onWork(Consumer<? super WorkSignal> listener) {
                return () -> {};
            }
        };
    }

    static TrackerStore tellsOfOneTaskOnly(TrackerStore sound) {
        return tells(sound, signal -> switch (signal) {
            case WorkSignal.Ready ready -> new WorkSignal.Ready(ready.role(), ready.assignee(), 1);
            case WorkSignal.Freed freed -> freed;
        });
    }

    static TrackerStore forgetsForWhomTasksAre(TrackerStore sound) {
        return tells(sound, signal -> switch (signal) {
            case WorkSignal.Ready ready -> new WorkSignal.Ready(ready.role(), null, ready.count());
            case WorkSignal.Freed freed -> freed;
        });
    }

    static TrackerStore keepsEndedLeasesToItself(TrackerStore sound) {
        return tells(sound, signal -> switch (signal) {
            case WorkSignal.Ready ready -> ready;
            case WorkSignal.Freed freed -> null;
        });
    }

    private static TrackerStore tells(TrackerStore sound, Function<WorkSignal, @Nullable WorkSignal> instead) {
        return new Wrapped(sound) {
            @Override
            public Registration onWork(Consumer<? super WorkSignal> listener) {
                return sound.onWork(signal -> {
                    WorkSignal told = instead.apply(signal);
                    if (told != null) {
                        listener.accept(told);
                    }
                });
            }
        };
    }

    static TrackerStore keepsListenersForEver(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public Registration onWork(Consumer<? super WorkSignal> listener) {
                Registration unused = sound.onWork(listener);
                return () -> {};
            }
        };
    }

    static TrackerStore forgetsToClose(TrackerStore sound) {
        return new Wrapped(sound) {
            @Override
            public void close() {}
        };
    }

    static TrackerStore bestIgnoresAssignee(TrackerStore sound) {
        return broken(
                sound,
                TaskStore.class,
                "tasks",
                "best",
                (tx, through, given) -> given.length == 3
                        ? through.call(given)
                        : ready(tx).stream()
                                .filter(task -> given[0].equals(task.role()))
                                .min(Claims.BEST_FIRST));
    }

    static TrackerStore bestPrefersAssigned(TrackerStore sound) {
        return broken(sound, TaskStore.class, "tasks", "best", (tx, through, given) -> {
            List<Task> own = ready(tx).stream()
                    .filter(task -> given[0].equals(task.role()) && given[1].equals(task.assignee()))
                    .filter(task -> given.length == 2 || Samples.stageOf(task).equals(given[2]))
                    .sorted(Claims.BEST_FIRST)
                    .toList();
            return own.isEmpty() ? through.call(given) : Optional.of(own.getFirst());
        });
    }

    static TrackerStore bestIgnoresPipelines(TrackerStore sound) {
        return broken(
                sound,
                TaskStore.class,
                "tasks",
                "best",
                (tx, through, given) -> given.length == 2
                        ? through.call(given)
                        : ready(tx).stream()
                                .filter(task -> given[0].equals(task.role()))
                                .filter(task -> task.assignee() == null || given[1].equals(task.assignee()))
                                .filter(task -> task.stage().equals(((TaskStore.StageKey) given[2]).stage()))
                                .min(Claims.BEST_FIRST));
    }

    static TrackerStore updateIgnoresRevision(TrackerStore sound) {
        return broken(sound, TaskStore.class, "tasks", "update", (tx, through, given) -> {
            Task current = tx.tasks().find(((Task) given[0]).id()).orElse((Task) given[0]);
            return through.call(
                    current,
                    TaskSample.after(current).state(((Task) given[1]).state()).made());
        });
    }

    static TrackerStore listStartsAtItsCursor(TrackerStore sound) {
        return broken(sound, TaskStore.class, "tasks", "list", (tx, through, given) -> {
            var after = (Cursor.Created) given[1];
            return after == null
                    ? through.call(given)
                    : through.call(
                            given[0],
                            new Cursor.Created(
                                    after.createdAt(),
                                    after.id()
                                            .substring(0, Math.max(0, after.id().length() - 1))),
                            given[2]);
        });
    }

    static TrackerStore dueExcludesNow(TrackerStore sound) {
        return broken(
                sound,
                TaskStore.class,
                "tasks",
                "due",
                (tx, through, given) -> through.call(((Instant) given[0]).minusMillis(1), given[1]));
    }

    static TrackerStore extendIgnoresEpoch(TrackerStore sound) {
        return broken(sound, LeaseStore.class, "leases", "extend", (tx, through, given) -> {
            long epoch = tx.leases()
                    .find((LeaseId) given[0])
                    .map(lease -> lease.epoch())
                    .orElse(0L);
            return through.call(given[0], epoch, given[2], given[3]);
        });
    }

    static TrackerStore expireDropsLeases(TrackerStore sound) {
        return broken(
                sound,
                LeaseStore.class,
                "leases",
                "expire",
                (tx, through, given) -> tx.leases().end((LeaseId) given[0], (long) given[1]));
    }

    static TrackerStore heldIgnoresItsLimit(TrackerStore sound) {
        return broken(
                sound,
                LeaseStore.class,
                "leases",
                "held",
                (tx, through, given) -> through.call(given[0], Long.MAX_VALUE));
    }

    static TrackerStore runsEndTwice(TrackerStore sound) {
        return broken(sound, RunStore.class, "runs", "finish", (tx, through, given) -> {
            Object ended = through.call(given);
            return tx.runs().find((RunId) given[0]).isPresent() || (boolean) ended;
        });
    }

    static TrackerStore runsAreListedFromTheirAttempt(TrackerStore sound) {
        return broken(
                sound,
                RunStore.class,
                "runs",
                "list",
                (tx, through, given) ->
                        through.call(given[0], (long) given[1] == 0 ? 0L : (long) given[1] - 1, given[2]));
    }

    static TrackerStore eventIdsStandStill(TrackerStore sound) {
        return broken(sound, EventStore.class, "events", "append", (tx, through, given) -> {
            Object unused = through.call(given);
            return 1L;
        });
    }

    static TrackerStore gatesAreLatestWhenTheyPassed(TrackerStore sound) {
        return broken(
                sound,
                GateStore.class,
                "gates",
                "latest",
                (tx, through, given) -> tx.gates().of((RunId) given[0]).stream()
                        .filter(result -> result.gate().equals(given[1]))
                        .map(result -> result.status())
                        .min(Comparator.naturalOrder()));
    }

    static TrackerStore onlyOpenDependantsCount(TrackerStore sound) {
        return broken(
                sound,
                DependencyStore.class,
                "dependencies",
                "hasDependants",
                (tx, through, given) ->
                        !tx.dependencies().openDependants((TaskId) given[0], 1).isEmpty());
    }

    static TrackerStore deferredTasksAreNotSettled(TrackerStore sound) {
        return broken(sound, DependencyStore.class, "dependencies", "settle", (tx, through, given) -> null);
    }

    static TrackerStore assignmentsAreReplaced(TrackerStore sound) {
        return broken(sound, AssignmentStore.class, "assignments", "of", (tx, through, given) -> {
            List<?> rows = (List<?>) through.call(given);
            return rows.stream().filter(row -> ((Assignment) row).active()).toList();
        });
    }

    static TrackerStore deactivationAlwaysSucceeds(TrackerStore sound) {
        return broken(sound, AssignmentStore.class, "assignments", "deactivate", (tx, through, given) -> {
            Object unused = through.call(given);
            return true;
        });
    }

    static TrackerStore answersEndWhenTheirTimeIsOver(TrackerStore sound) {
        return broken(
                sound,
                IdempotencyStore.class,
                "idempotency",
                "find",
                (tx, through, given) -> ((Optional<?>) through.call(given))
                        .filter(row -> ((IdempotencyStore.StoredAnswer) row)
                                .expiresAt()
                                .isAfter(tx.now())));
    }

    static TrackerStore figuresForgetFailures(TrackerStore sound) {
        return broken(
                sound,
                FigureReader.class,
                "figures",
                "stages",
                (tx, through, given) -> ((List<?>) through.call(given))
                        .stream()
                                .map(row -> (StageFigure) row)
                                .map(row -> new StageFigure(row.pipelineId(), row.stage(), row.state(), row.tasks(), 0))
                                .toList());
    }

    static TrackerStore namesIgnoreCase(TrackerStore sound) {
        return broken(sound, PipelineStore.class, "pipelines", "insert", (tx, through, given) -> {
            String name = ((Pipeline) given[0]).name();
            boolean taken =
                    tx.pipelines().list().stream().anyMatch(row -> row.name().equalsIgnoreCase(name));
            return taken ? false : through.call(given);
        });
    }

    static TrackerStore textsAreTrimmed(TrackerStore sound) {
        return broken(sound, TaskStore.class, "tasks", "insert", (tx, through, given) -> {
            Task task = (Task) given[0];
            AgentId assignee = task.assignee() == null
                    ? null
                    : new AgentId(task.assignee().value().strip());
            return through.call(new Task(
                    task.id(),
                    task.pipelineId(),
                    task.stage(),
                    task.role(),
                    task.state(),
                    task.title().strip(),
                    task.description(),
                    task.priority(),
                    task.metadata(),
                    task.version(),
                    task.nextEligibleAt(),
                    task.retryPolicy(),
                    task.deadLetterReason(),
                    task.attempts(),
                    task.failures(),
                    task.expirations(),
                    task.openDependencies(),
                    assignee,
                    task.createdAt(),
                    task.updatedAt(),
                    task.revision()));
        });
    }

    private static List<Task> ready(Tx tx) {
        return tx.tasks().list(TaskFilter.ALL, null, ALL).stream()
                .filter(task -> task.state() == TaskState.READY)
                .toList();
    }

    /** Pass everything on. */
    private static class Wrapped implements TrackerStore {
        private final TrackerStore sound;

        Wrapped(TrackerStore sound) {
            this.sound = sound;
        }

        @Override
        public <R> R write(Function<? super Tx, ? extends R> work) {
            return sound.<R>write(work);
        }

        @Override
        public <R> R read(Function<? super ReadTx, ? extends R> work) {
            return sound.<R>read(work);
        }

        @Override
        public Registration onWork(Consumer<? super WorkSignal> listener) {
            return sound.onWork(listener);
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
