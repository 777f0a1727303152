package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.run.NewEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Read the body that reports events: one, or a list of them.
 *
 * @param listed whether it is a list, also of one
 */
record EventBody(List<NewEvent> events, boolean listed) {

    static EventBody read(Request request) {
        return request.content() instanceof Body.Items list
                ? new EventBody(readAll(list.values()), true)
                : new EventBody(List.of(read(request.body())), false);
    }

    /** Read a list. What is refused is told with its place in it. */
    private static List<NewEvent> readAll(List<Json> items) {
        List<NewEvent> events = new ArrayList<>();
        for (Json item : items) {
            try {
                events.add(read(item));
            } catch (RejectedException refused) {
                throw new Rejection.InvalidItem("events", events.size(), refused.rejection()).asException();
            }
        }
        return events;
    }

    private static NewEvent read(Json item) {
        if (item instanceof Json.Members) {
            return read(JsonFields.of("", item));
        }
        throw new Rejection.InvalidJson("an event must be a JSON object, but is " + item.kind()).asException();
    }

    private static NewEvent read(JsonFields body) {
        return new NewEvent(body.string("kind"), body.object("data"));
    }
}
