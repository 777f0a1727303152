package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Rejection;

/**
 * Report that something happened in a run.
 *
 * @param kind any name but those of {@link TrackerEvent}
 * @param data a JSON object, kept as it is
 * @since 0.1.0
 */
public record NewEvent(String kind, JsonText data) {
    public NewEvent {
        Checks.name("kind", kind);
        data.requireObject("data");
        if (TrackerEvent.isReserved(kind)) {
            throw new Rejection.ReservedKind(kind).asException();
        }
    }
}
