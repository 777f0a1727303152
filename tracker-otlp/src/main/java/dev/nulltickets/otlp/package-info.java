/** Is the place of the decoder of OpenTelemetry trace exports, which is not written yet. */
@NullMarked
package dev.nulltickets.otlp;

import org.jspecify.annotations.NullMarked;
