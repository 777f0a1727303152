package dev.nulltickets.persistence;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.TrackerStore.Registration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tell listeners for which roles there is work. Safe for use by several threads. */
final class ReadyListeners {
    /** Tell two registrations of one listener apart. */
    private record Listener(Consumer<? super AgentRole> consumer, Object identity) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Registration add(Consumer<? super AgentRole> consumer) {
        Listener listener = new Listener(consumer, new Object());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Call every listener once for each role. */
    void tell(Set<AgentRole> roles) {
        for (Listener listener : listeners) {
            for (AgentRole role : roles) {
                tell(listener, role);
            }
        }
    }

    private static void tell(Listener listener, AgentRole role) {
        try {
            listener.consumer().accept(role);
        } catch (Throwable ignored) {
            // The contract says so: what a listener throws, declared or not, must not stop the thread that all writes
            // go through.
        }
    }
}
