/** Opens the store as no program can: with its statements recorded. */
@NullMarked
package dev.nulltickets.persistence;

import org.jspecify.annotations.NullMarked;
