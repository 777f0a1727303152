package dev.nulltickets.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Write a small row from many callers at once, each of which waits for its own commit. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class WriterBenchmark {
    private static final int WRITES = 64;

    /** Hold the store and the number of callers. */
    @State(Scope.Benchmark)
    public static class Writers extends StoreState {
        /** How many write at once. */
        @Param({"1", "16", "64"})
        public int callers;
    }

    /**
     * Create tasks.
     *
     * @param writers where
     * @throws InterruptedException never, as JMH does not interrupt
     */
    @Benchmark
    @OperationsPerInvocation(WRITES)
    public void create(Writers writers) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < writers.callers; caller++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < WRITES / writers.callers; i++) {
                    writers.tracker().tasks().create(writers.task());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
