package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Prove that a carrier is left for those who are not in SQLite. */
class CarriersTest {
    private final Carriers two = new Carriers(1);

    @Test
    void aVirtualThreadEntersWhereAnotherCarrierIsLeft() {
        assertThat(onAVirtualThread(() -> two.let(() -> true))).isTrue();
        assertThat(onAVirtualThread(() -> two.let(() -> true))).as("again").isTrue();
        assertThat(onAVirtualThread(() -> new Carriers(0).let(() -> true))).isFalse();
    }

    @Test
    void itDoesNotEnterWhileAnotherIsThere() {
        assertThat(onAVirtualThread(() -> two.let(() -> !onAVirtualThread(() -> two.let(() -> true)))))
                .isTrue();
    }

    @Test
    void whoeverFailsLeaves() {
        onAVirtualThread(() -> {
            try {
                return two.let(() -> {
                    throw new IllegalStateException("failed");
                });
            } catch (IllegalStateException expected) {
                return true;
            }
        });
        assertThat(onAVirtualThread(() -> two.let(() -> true))).isTrue();
        assertThat(onAVirtualThread(() -> two.let(() -> false))).isFalse();
        assertThat(onAVirtualThread(() -> two.let(() -> true))).isTrue();
    }

    @Test
    void otherThreadsEnterAlways() {
        assertThat(Thread.currentThread().isVirtual()).isFalse();
        assertThat(new Carriers(0).let(() -> true)).isTrue();
    }

    private static boolean onAVirtualThread(BooleanSupplier doing) {
        return CompletableFuture.supplyAsync(doing::getAsBoolean, Thread::startVirtualThread)
                .join();
    }
}
