/** Reads databases that were made by the reference implementation. */
@NullMarked
package dev.nulltickets.persistence.reference;

import org.jspecify.annotations.NullMarked;
