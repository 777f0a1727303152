package dev.nulltickets.tck.memory;

import dev.nulltickets.core.spi.IdempotencyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/** Keep answers. */
final class MemoryIdempotency implements IdempotencyStore {
    private final Slot<Table> slot;

    MemoryIdempotency(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public Optional<StoredAnswer> find(String keyHash) {
        return Optional.ofNullable(slot.table().byKey().get(keyHash));
    }

    @Override
    public void put(StoredAnswer answer) {
        find(answer.keyHash()).ifPresent(this::remove);
        slot.replace(slot.table().plus(answer));
    }

    @Override
    public int purge(Instant now, int limit) {
        List<StoredAnswer> over = slot.table().byEnd().headMap(Dated.behind(now)).values().stream()
                .limit(limit)
                .toList();
        over.forEach(this::remove);
        return over.size();
    }

    private void remove(StoredAnswer answer) {
        slot.replace(slot.table().minus(answer));
    }

    /** Hold answers with every index over them. Immutable. */
    record Table(TreePMap<String, StoredAnswer> byKey, TreePMap<Dated, StoredAnswer> byEnd) {
        static final Table EMPTY = new Table(TreePMap.empty(), TreePMap.empty());

        Table plus(StoredAnswer answer) {
            return new Table(byKey.plus(answer.keyHash(), answer), byEnd.plus(end(answer), answer));
        }

        Table minus(StoredAnswer answer) {
            return new Table(byKey.minus(answer.keyHash()), byEnd.minus(end(answer)));
        }

        private static Dated end(StoredAnswer answer) {
            return new Dated(answer.expiresAt(), answer.keyHash());
        }
    }
}
