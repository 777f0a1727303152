package dev.nulltickets.core.run;

import dev.nulltickets.core.task.Task;

/**
 * Hand a task to an agent.
 *
 * @param token the only copy of the lease's token
 * @since 0.1.0
 */
public record Claim(Task task, Run run, Lease lease, LeaseToken token) {}
