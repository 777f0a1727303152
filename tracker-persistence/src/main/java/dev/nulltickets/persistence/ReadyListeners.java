package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.TrackerStore.Registration;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tell listeners for whom there is work. Safe for use by several threads. */
final class ReadyListeners {
    /** Tell two registrations of one listener apart. */
    private record Listener(Consumer<? super WorkSignal> consumer, Object identity) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Registration add(Consumer<? super WorkSignal> consumer) {
        Listener listener = new Listener(consumer, new Object());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Call every listener with all that changes mean. */
    void tell(Changes changes) {
        if (!listeners.isEmpty()) {
            tell(changes.signals());
        }
    }

    /** Say whether nobody listens. */
    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Call every listener with signals. */
    void tell(Collection<WorkSignal> signals) {
        for (Listener listener : listeners) {
            for (WorkSignal signal : signals) {
                tell(listener, signal);
            }
        }
    }

    private static void tell(Listener listener, WorkSignal signal) {
        try {
            listener.consumer().accept(signal);
        } catch (Throwable ignored) {
            // The contract says so: what a listener throws, declared or not, must not stop the thread that all writes
            // go through.
        }
    }
}
