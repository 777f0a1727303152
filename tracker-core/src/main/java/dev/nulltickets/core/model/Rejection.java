package dev.nulltickets.core.model;

import java.util.List;

/**
 * Name every way in which the tracker refuses a request that it understood. The set is closed, so that an edge maps it
 * with an exhaustive {@code switch}.
 *
 * @since 0.1.0
 */
public sealed interface Rejection {

    /** Say to the caller which value was refused and what is allowed. */
    String message();

    /** Wrap this refusal for throwing. */
    default RejectedException asException() {
        return new RejectedException(this);
    }

    /** JSON that is malformed, lacks a required field, or has a field of the wrong type. */
    record InvalidJson(String message) implements Rejection {}

    /** A value of the right type that is not allowed. */
    record ValidationFailed(String message) implements Rejection {}

    /** A thing that was asked for by its id and is not there. */
    record NotFound(String kind, String id) implements Rejection {
        @Override
        public String message() {
            return "no " + kind + " " + id;
        }
    }

    /** A task for a pipeline that is not there. */
    record PipelineNotFound(PipelineId id) implements Rejection {
        @Override
        public String message() {
            return "pipeline_id names no pipeline: " + id;
        }
    }

    /** A write to, or a new task that depends on, a task that is not there. */
    record TaskNotFound(TaskId id) implements Rejection {
        @Override
        public String message() {
            return "no task " + id;
        }
    }

    /** A dependency on a task that is not there. */
    record DependencyTaskNotFound(TaskId id) implements Rejection {
        @Override
        public String message() {
            return "depends_on_task_id names no task: " + id;
        }
    }

    /** A field that names a thing which is not there. */
    record UnknownReference(String field, String kind, String id) implements Rejection {
        @Override
        public String message() {
            return field + " names no " + kind + ": " + id;
        }
    }

    /** One of several things that were asked for at once, none of which was done. */
    record InvalidItem(String field, int index, Rejection cause) implements Rejection {
        @Override
        public String message() {
            return field + "[" + index + "]: " + cause.message();
        }
    }

    /** A request for nothing. */
    record InvalidRequest(String message) implements Rejection {}

    /** A namespace whose path means something else. */
    record ReservedNamespace(String namespace) implements Rejection {
        @Override
        public String message() {
            return "namespace must not be \"" + namespace + "\"";
        }
    }

    /** A parameter of a query that is required and absent. */
    record MissingParameter(String name) implements Rejection {
        @Override
        public String message() {
            return name + " is required";
        }
    }

    /** Words that cannot be looked for. */
    record InvalidQuery(String message) implements Rejection {}

    /** A path into JSON values that is malformed. */
    record InvalidFilterPath(String path) implements Rejection {
        @Override
        public String message() {
            return "filter_path must be a path such as $.a.b or $.list[0], but is \"" + path + "\"";
        }
    }

    /** A pipeline name that is taken. */
    record DuplicateName(String name) implements Rejection {
        @Override
        public String message() {
            return "name is taken by another pipeline: " + name;
        }
    }

    /** A dependency that is there already. */
    record DuplicateDependency(TaskId dependsOn) implements Rejection {
        @Override
        public String message() {
            return "the task depends on " + dependsOn + " already";
        }
    }

    /** A dependency that can never be: of a task on itself. */
    record InvalidDependency(String message) implements Rejection {}

    /** A dependency that would close a circle. */
    record DependencyCycle(List<TaskId> path) implements Rejection {
        public DependencyCycle {
            path = List.copyOf(path);
        }

        @Override
        public String message() {
            return "the dependency would close a cycle: "
                    + String.join(" -> ", path.stream().map(TaskId::value).toList());
        }
    }

    /** A lease time to live outside of the limits. */
    record InvalidTtl(long ttlMillis, long leastMillis, long mostMillis) implements Rejection {
        @Override
        public String message() {
            return "lease_ttl_ms must be from " + leastMillis + " to " + mostMillis + ", but is " + ttlMillis;
        }
    }

    /** An event kind that only the tracker itself writes. */
    record ReservedKind(String kind) implements Rejection {
        @Override
        public String message() {
            return "kind " + kind + " is written by the tracker alone";
        }
    }

    /** A gate status that is neither pass nor fail. */
    record InvalidStatus(String status) implements Rejection {
        @Override
        public String message() {
            return "status must be \"pass\" or \"fail\", but is \"" + status + "\"";
        }
    }

    /** A trigger that leads nowhere from the task's stage. */
    record InvalidTransition(String trigger, String stage, List<String> allowed) implements Rejection {
        public InvalidTransition {
            allowed = List.copyOf(allowed);
        }

        @Override
        public String message() {
            return "trigger \"" + trigger + "\" does not lead out of stage \"" + stage + "\"; allowed: "
                    + String.join(", ", allowed);
        }
    }

    /** A transition whose required gates have not all passed in this run. */
    record RequiredGatesNotPassed(List<String> gates) implements Rejection {
        public RequiredGatesNotPassed {
            gates = List.copyOf(gates);
        }

        @Override
        public String message() {
            return "required gates without a pass as their latest result in this run: " + String.join(", ", gates);
        }
    }

    /** A task that is in another stage than the caller expected. */
    record ExpectedStageMismatch(String expected, String actual) implements Rejection {
        @Override
        public String message() {
            return "expected_stage is \"" + expected + "\", but the task is in \"" + actual + "\"";
        }
    }

    /** A task that has another version than the caller expected. */
    record TaskVersionMismatch(long expected, long actual) implements Rejection {
        @Override
        public String message() {
            return "expected_task_version is " + expected + ", but the task has version " + actual;
        }
    }

    /** A run that has ended already. */
    record RunNotRunning(RunId run) implements Rejection {
        @Override
        public String message() {
            return "run " + run + " is not running";
        }
    }

    /** No credential, or one that does not open this door. */
    record Unauthorized(String message) implements Rejection {}

    /** A lease whose time has run out. */
    record LeaseExpired(LeaseId lease) implements Rejection {
        @Override
        public String message() {
            return "lease " + lease + " has expired";
        }
    }

    /** An idempotency key that came with another request before. */
    record IdempotencyConflict() implements Rejection {
        @Override
        public String message() {
            return "Idempotency-Key was used before with another body";
        }
    }

    /** A page size outside of the limits. */
    record InvalidLimit(String given, int most) implements Rejection {
        @Override
        public String message() {
            return "limit must be a whole number from 1 to " + most + ", but is \"" + given + "\"";
        }
    }

    /** A cursor that no list has handed out. */
    record InvalidCursor(String given) implements Rejection {
        @Override
        public String message() {
            return "cursor is not one that this list has returned as next_cursor: \"" + given + "\"";
        }
    }
}
