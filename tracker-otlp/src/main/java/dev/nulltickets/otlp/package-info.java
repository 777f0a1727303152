/** Decodes OpenTelemetry trace exports. */
@NullMarked
package dev.nulltickets.otlp;

import org.jspecify.annotations.NullMarked;
