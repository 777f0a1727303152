package dev.nulltickets.tck.memory;

import dev.nulltickets.core.spi.TrackerStore.Registration;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tell listeners for whom there is new work. Safe for use by several threads. */
final class Listeners {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Registration add(Consumer<? super WorkSignal> call) {
        Listener listener = new Listener(call);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void announce(List<WorkSignal> signals) {
        for (Listener listener : listeners) {
            signals.forEach(listener::tell);
        }
    }

    /** Tell two registrations of one consumer apart: each is ended alone. */
    private static final class Listener {
        private final Consumer<? super WorkSignal> call;

        Listener(Consumer<? super WorkSignal> call) {
            this.call = call;
        }

        void tell(WorkSignal signal) {
            try {
                call.accept(signal);
            } catch (Throwable ignored) {
                // What a listener throws must not reach the writer, whose transaction is committed.
            }
        }
    }
}
