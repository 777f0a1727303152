package dev.nulltickets.http;

/** Serve one route. What cannot be done is refused with a {@link dev.nulltickets.core.model.RejectedException}. */
@FunctionalInterface
interface Handler {
    Reply handle(Request request);
}
