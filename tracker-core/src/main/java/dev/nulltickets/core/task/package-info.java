/** Describe tasks: their states, retry policy, dependencies and assignments. */
@NullMarked
package dev.nulltickets.core.task;

import org.jspecify.annotations.NullMarked;
