/** Measures how fast the tracker is, beside what the disk and SQLite allow in the same run. */
@NullMarked
package dev.nulltickets.bench;

import org.jspecify.annotations.NullMarked;
