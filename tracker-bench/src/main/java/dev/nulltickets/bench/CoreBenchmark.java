package dev.nulltickets.bench;

import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.TransitionRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Claim and move on, many times in one transaction, so that it is not the disk that is measured. The time is that of
 * one claim, or of one transition.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CoreBenchmark {
    private static final int MANY = 200;

    /** Lay in tasks before each invocation, which is not measured. */
    @State(Scope.Benchmark)
    public static class Tasks extends StoreState {
        /** Make as many tasks as an invocation claims. */
        @Setup(Level.Invocation)
        public void lay() {
            tracker().tasks().createAll(Collections.nCopies(MANY, task()));
        }
    }

    /** Lay in runs before each invocation, which is not measured. */
    @State(Scope.Benchmark)
    public static class Runs extends StoreState {
        private final Deque<Claim> claims = new ArrayDeque<>();

        /** Make and claim as many tasks as an invocation moves on. */
        @Setup(Level.Invocation)
        public void lay() {
            tracker().tasks().createAll(Collections.nCopies(MANY, task()));
            tracker().transaction(joined -> {
                for (int i = 0; i < MANY; i++) {
                    claims.add(joined.leases().claim(claim()).orElseThrow());
                }
                return true;
            });
        }
    }

    /**
     * Claim.
     *
     * @param tasks that are ready
     * @return what JMH keeps from being left out
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object claim(Tasks tasks) {
        return tasks.tracker().transaction(joined -> {
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                claims.add(joined.leases().claim(tasks.claim()).orElseThrow());
            }
            return claims;
        });
    }

    /**
     * Move on.
     *
     * @param runs that are under way
     * @return what JMH keeps from being left out
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object transition(Runs runs) {
        return runs.tracker().transaction(joined -> {
            while (!runs.claims.isEmpty()) {
                Claim claim = runs.claims.remove();
                joined.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(Shape.TRIGGER));
            }
            return true;
        });
    }
}
