/** Keeps the tracker's data in SQL databases. */
@NullMarked
package dev.nulltickets.persistence;

import org.jspecify.annotations.NullMarked;
