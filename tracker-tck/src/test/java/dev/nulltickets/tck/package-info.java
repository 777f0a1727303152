@NullMarked
package dev.nulltickets.tck;

import org.jspecify.annotations.NullMarked;
