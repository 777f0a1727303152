package dev.nulltickets.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UuidSourceTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
    private static final int MILLION = 1_000_000;

    /** Give the greatest number that is allowed, so that every counter runs over as early as it can. */
    private static final RandomGenerator GREATEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    /** Break the bound of a step, to reach in a test what takes 2^41 steps otherwise. */
    private static final class LargeSteps implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return (1L << 62) - 2;
        }
    }

    @Test
    void makesUuidsOfVersion7WithTheTimeInFront() {
        UuidSource ids = new UuidSource();
        for (int i = 0; i < 10_000; i++) {
            Instant now = NOW.plusMillis(i * 17L);
            String text = ids.next(now);
            UUID id = UUID.fromString(text);
            assertThat(id).hasToString(text);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(millis(text)).isEqualTo(now.toEpochMilli());
        }
    }

    @Test
    void growsWithinOneMillisecond() {
        UuidSource ids = new UuidSource(new SplittableRandom(1));
        String before = ids.next(NOW);
        for (int i = 0; i < MILLION; i++) {
            String id = ids.next(NOW);
            if (id.compareTo(before) <= 0) {
                assertThat(id).isGreaterThan(before);
            }
            before = id;
        }
        assertThat(millis(before)).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void growsWhenTheClockJumpsAndKeepsTheLatestTime() {
        UuidSource ids = new UuidSource(new SplittableRandom(2));
        SplittableRandom random = new SplittableRandom(3);
        String before = ids.next(NOW);
        long latest = NOW.toEpochMilli();
        for (int i = 0; i < 200_000; i++) {
            Instant now = NOW.plusMillis(random.nextLong(-100_000, 100_000) + i / 10);
            latest = Math.max(latest, now.toEpochMilli());
            String id = ids.next(now);
            assertThat(id).isGreaterThan(before);
            assertThat(millis(id)).isEqualTo(latest);
            before = id;
        }
    }

    @Test
    void growsWhenItsCountersRunOver() {
        UuidSource ids = new UuidSource(GREATEST);
        String first = ids.next(NOW);
        String second = ids.next(NOW);

        assertThat(first).endsWith("-77ff-bfff-ffffffffffff");
        assertThat(second).endsWith("-7800-8000-0000ffffffff");
        assertThat(second.substring(0, 13)).isEqualTo(first.substring(0, 13));
    }

    @Test
    void borrowsAMillisecondWhenThereIsNoMoreRoomInThisOne() {
        // Each step is as great as the counter, so that the sequence runs over soon.
        UuidSource ids = new UuidSource(new LargeSteps());
        Set<Long> times = new HashSet<>();
        String before = ids.next(NOW);
        for (int i = 0; i < 10_000; i++) {
            String id = ids.next(NOW);
            assertThat(id).isGreaterThan(before);
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
            times.add(millis(id));
            before = id;
        }
        assertThat(times).contains(NOW.toEpochMilli(), NOW.toEpochMilli() + 1, NOW.toEpochMilli() + 4);
        assertThat(millis(ids.next(NOW.plusSeconds(1))))
                .isEqualTo(NOW.plusSeconds(1).toEpochMilli());
    }

    @Test
    void neverMakesOneTwiceAcrossThreads() throws Exception {
        UuidSource ids = new UuidSource();
        Callable<List<String>> maker = () -> {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                made.add(ids.next(NOW));
            }
            return made;
        };
        Set<String> all = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<List<String>> made : threads.invokeAll(List.of(maker, maker, maker, maker))) {
                assertThat(made.get()).isSorted();
                all.addAll(made.get());
            }
        }
        assertThat(all).hasSize(200_000);
    }

    @Test
    void twoSourcesDoNotMakeTheSame() {
        assertThat(new UuidSource().next(NOW)).isNotEqualTo(new UuidSource().next(NOW));
    }

    private static long millis(String id) {
        return Long.parseLong(id.substring(0, 8) + id.substring(9, 13), 16);
    }
}
