package dev.nulltickets.http;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.entry.NewEntry;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Rejection;

/** Serve the key-value store. */
final class EntryRoutes {
    private static final int DEFAULT_LIMIT = 10;

    private EntryRoutes() {}

    static NewEntry entry(Request request) {
        JsonText value = request.body().any("value").text();
        return NewEntry.of(request.path("namespace"), request.path("key"), value);
    }

    static Reply put(Request request, NewEntry entry) {
        request.tracker().entries().put(entry);
        return Reply.done();
    }

    static Reply find(Request request) {
        return Reply.ok(view(request.tracker().entries().find(request.path("namespace"), request.path("key"))));
    }

    static Reply delete(Request request) {
        boolean deleted = request.tracker().entries().delete(request.path("namespace"), request.path("key"));
        return deleted ? Reply.done() : Reply.nothing();
    }

    static Reply list(Request request) {
        return Reply.ok(
                JsonObject.array(request.tracker().entries().list(request.path("namespace")), EntryRoutes::view));
    }

    static Reply deleteAll(Request request) {
        int deleted = request.tracker().entries().deleteAll(request.path("namespace"));
        return deleted > 0 ? Reply.done() : Reply.nothing();
    }

    static Reply search(Request request) {
        String words = request.query("q");
        if (words == null || words.isBlank()) {
            throw new Rejection.MissingParameter("q").asException();
        }
        EntrySearch search = filtered(EntrySearch.of(words), request);
        return Reply.ok(JsonObject.array(
                request.tracker().entries().search(search, request.limit(DEFAULT_LIMIT)), EntryRoutes::view));
    }

    private static EntrySearch filtered(EntrySearch search, Request request) {
        String namespace = request.query("namespace");
        EntrySearch there = namespace == null ? search : search.in(namespace);
        String path = request.given("filter_path");
        String value = request.given("filter_value");
        if (path == null && value == null) {
            return there;
        }
        if (path == null || value == null) {
            throw new Rejection.MissingParameter(path == null ? "filter_path" : "filter_value").asException();
        }
        return there.where(path, value);
    }

    private static JsonText view(Entry entry) {
        return new JsonObject()
                .put("namespace", entry.namespace())
                .put("key", entry.key())
                .put("value", entry.value())
                .put("created_at_ms", entry.createdAt().toEpochMilli())
                .put("updated_at_ms", entry.updatedAt().toEpochMilli())
                .build();
    }
}
