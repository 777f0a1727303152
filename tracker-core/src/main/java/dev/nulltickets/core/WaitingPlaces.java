package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Find the first of many waiters by what tells them apart, so that it costs the same however many there are. */
final class WaitingPlaces {
    private static final Comparator<Waiter> FIRST_COME = Comparator.comparingLong(Waiter::number);

    private final Map<Map<String, Long>, NavigableSet<Waiter>> byLimits = new HashMap<>();
    private final Map<AgentId, NavigableSet<Waiter>> byAgent = new HashMap<>();

    void add(Waiter waiter) {
        add(byLimits, waiter.limits(), waiter);
        add(byAgent, waiter.agent(), waiter);
    }

    void remove(Waiter waiter) {
        remove(byLimits, waiter.limits(), waiter);
        remove(byAgent, waiter.agent(), waiter);
    }

    /**
     * Return the first waiter whom a permit may help.
     *
     * @param agents the only ones to consider, or null for all
     */
    Optional<Waiter> first(Permit permit, @Nullable Set<AgentId> agents) {
        Stream<Waiter> candidates = agents == null
                ? byLimits.values().stream().map(NavigableSet::first)
                : agents.stream()
                        .flatMap(agent -> byAgent.getOrDefault(agent, Collections.emptyNavigableSet()).stream());
        return candidates.filter(waiter -> permit.suits(waiter.limits())).min(FIRST_COME);
    }

    private static <K> void add(Map<K, NavigableSet<Waiter>> places, K key, Waiter waiter) {
        places.computeIfAbsent(key, absent -> new TreeSet<>(FIRST_COME)).add(waiter);
    }

    private static <K> void remove(Map<K, NavigableSet<Waiter>> places, K key, Waiter waiter) {
        NavigableSet<Waiter> found = places.get(key);
        if (found != null && found.remove(waiter) && found.isEmpty()) {
            places.remove(key);
        }
    }
}
