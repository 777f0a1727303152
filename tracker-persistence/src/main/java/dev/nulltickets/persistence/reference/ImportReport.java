package dev.nulltickets.persistence.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tell what an import has done.
 *
 * @param imported how many rows of each kind are in the new database now, kinds without any included
 * @param changed what could not be kept as it was, and what became of it, a sentence each
 * @param leftOut what the old database holds and the new one does not, a sentence each
 * @since 0.1.0
 */
public record ImportReport(Map<String, Long> imported, List<String> changed, List<String> leftOut) {
    public ImportReport {
        imported = Collections.unmodifiableMap(new LinkedHashMap<>(imported));
        changed = List.copyOf(changed);
        leftOut = List.copyOf(leftOut);
    }
}
