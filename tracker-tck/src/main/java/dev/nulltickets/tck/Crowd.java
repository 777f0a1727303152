package dev.nulltickets.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Run work on several threads at once. */
final class Crowd {
    private static final long PATIENCE_SECONDS = 60;

    private Crowd() {}

    /** Run {@code work} on {@code size} threads that start together, and return what each returned. */
    static <T> List<T> together(int size, IntFunction<T> work) {
        CountDownLatch gate = new CountDownLatch(1);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int number = i;
            tasks.add(alone(() -> {
                pass(gate);
                return work.apply(number);
            }));
        }
        gate.countDown();
        return tasks.stream().map(Crowd::result).toList();
    }

    /** Like {@link #together}, for work that returns nothing. */
    static void each(int size, Consumer<Integer> work) {
        together(size, number -> {
            work.accept(number);
            return true;
        });
    }

    /** Start work on a thread of its own. */
    static <T> FutureTask<T> alone(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Wait for work; fail with what it threw, or if it takes for ever. */
    static <T> T result(FutureTask<T> task) {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("work on another thread failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException stuck) {
            throw new AssertionError("work on another thread does not end", stuck);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", stopped);
        }
    }

    /** Wait at a gate, whatever interrupts. */
    static void pass(CountDownLatch gate) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        throw new AssertionError("nobody opens the gate");
                    }
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
