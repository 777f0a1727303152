@NullMarked
package dev.nulltickets.tck.memory;

import org.jspecify.annotations.NullMarked;
