package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.TrackerStore.Registration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tell listeners which roles have new work. Safe for use by several threads. */
final class Listeners {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Registration add(Consumer<? super AgentRole> call) {
        Listener listener = new Listener(call);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void announce(Set<AgentRole> roles) {
        for (Listener listener : listeners) {
            roles.forEach(listener::tell);
        }
    }

    /** Tell two registrations of one consumer apart: each is ended alone. */
    private static final class Listener {
        private final Consumer<? super AgentRole> call;

        Listener(Consumer<? super AgentRole> call) {
            this.call = call;
        }

        void tell(AgentRole role) {
            try {
                call.accept(role);
            } catch (Throwable ignored) {
                // What a listener throws must not reach the writer, whose transaction is committed.
            }
        }
    }
}
