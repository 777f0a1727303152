package dev.nulltickets.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Run work on many virtual threads that start together. */
final class Crowd {
    private Crowd() {}

    static <T> List<T> together(int size, IntFunction<T> work) {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    gate.await();
                    return work.apply(number);
                }));
            }
            gate.countDown();
            return running.stream().map(Crowd::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("work on another thread failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException stuck) {
            throw new AssertionError("work on another thread does not end", stuck);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", stopped);
        }
    }
}
