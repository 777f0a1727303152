/** Serves the tracker over HTTP. */
@NullMarked
package dev.nulltickets.http;

import org.jspecify.annotations.NullMarked;
