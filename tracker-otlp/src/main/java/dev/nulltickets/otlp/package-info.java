/**
 * Read OpenTelemetry trace exports. A reader per encoding turns a request into {@code Received…} messages; what they
 * may hold, what is skipped, which run they belong to and how their attributes are kept is decided once, behind
 * {@code SpanCollector}, so that one request gives the same spans in every encoding.
 */
@NullMarked
package dev.nulltickets.otlp;

import org.jspecify.annotations.NullMarked;
