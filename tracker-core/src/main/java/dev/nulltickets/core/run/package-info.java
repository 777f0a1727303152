/** Describe the work on a task: runs, leases, events, gates and the decisions that end a run. */
@NullMarked
package dev.nulltickets.core.run;

import org.jspecify.annotations.NullMarked;
