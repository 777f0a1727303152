package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long MIB = 1024 * 1024;

    private long taken;
    private long inUse;
    private int collections;
    private final HeapWatch watch = new HeapWatch(() -> taken, this::collect);

    private void collect() {
        collections++;
        taken = inUse;
    }

    private void fill(long bytes) {
        taken = bytes;
        watch.run();
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        fill(HeapWatch.LEAST_BYTES);
        assertThat(collections).isZero();
        fill(HeapWatch.LEAST_BYTES + 1);
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void aLargeOneIsCollectedWhenThreeTimesAsMuchIsTakenAsIsInUse() {
        inUse = 100 * MIB;
        fill(200 * MIB);
        assertThat(collections).isEqualTo(1);
        fill(300 * MIB);
        assertThat(collections).isEqualTo(1);
        fill(301 * MIB);
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void whatIsLessInUseIsCollectedEarlierAgain() {
        inUse = 1_000 * MIB;
        fill(2_000 * MIB);
        inUse = MIB;
        fill(3_001 * MIB);
        fill(HeapWatch.LEAST_BYTES + 1);
        assertThat(collections).isEqualTo(3);
    }

    /** The tests run with the serial collector, whose name for it may change. */
    @Test
    void theOldGenerationIsFound() {
        System.gc();
        assertThat(HeapWatch.takenOfOldGeneration()).isPositive();
    }
}
