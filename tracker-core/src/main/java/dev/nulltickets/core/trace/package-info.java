/** Hold spans of OpenTelemetry traces. */
@NullMarked
package dev.nulltickets.core.trace;

import org.jspecify.annotations.NullMarked;
