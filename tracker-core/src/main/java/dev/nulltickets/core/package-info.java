/** Holds the tracker's rules and use cases, and no word about storage or wire. */
@NullMarked
package dev.nulltickets.core;

import org.jspecify.annotations.NullMarked;
