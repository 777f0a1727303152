/** Composes the standalone server and starts it. */
@NullMarked
package dev.nulltickets.app;

import org.jspecify.annotations.NullMarked;
