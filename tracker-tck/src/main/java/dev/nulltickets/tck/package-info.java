/** Holds the contract of a storage adapter as tests, and the in-memory store that passes them. */
@NullMarked
package dev.nulltickets.tck;

import org.jspecify.annotations.NullMarked;
