/** Keep a tracker's state in memory: the store that tests, and embedders without a database, use. */
@NullMarked
package dev.nulltickets.tck.memory;

import org.jspecify.annotations.NullMarked;
