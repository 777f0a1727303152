/** Hold entries of the key-value store, and what is searched in them. */
@NullMarked
package dev.nulltickets.core.entry;

import org.jspecify.annotations.NullMarked;
