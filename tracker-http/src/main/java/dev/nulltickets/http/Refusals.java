package dev.nulltickets.http;

import dev.nulltickets.core.model.Rejection;

/** Map every refusal to its status and code: the whole table, and the only one. */
final class Refusals {
    private Refusals() {}

    static Reply reply(Rejection rejection) {
        return reply(rejection, rejection.message());
    }

    private static Reply reply(Rejection rejection, String message) {
        return switch (rejection) {
            case Rejection.InvalidJson r -> Reply.error(400, "invalid_json", message);
            case Rejection.ValidationFailed r -> Reply.error(400, "validation_failed", message);
            case Rejection.InvalidItem r -> reply(r.cause(), message);
            case Rejection.InvalidRequest r -> Reply.error(400, "invalid_request", message);
            case Rejection.ReservedNamespace r -> Reply.error(400, "reserved_namespace", message);
            case Rejection.MissingParameter r -> Reply.error(400, "missing_param", message);
            case Rejection.InvalidQuery r -> Reply.error(400, "invalid_query", message);
            case Rejection.InvalidFilterPath r -> Reply.error(400, "invalid_filter_path", message);
            case Rejection.InvalidDependency r -> Reply.error(400, "invalid_dependency", message);
            case Rejection.DependencyCycle r -> Reply.error(400, "dependency_cycle", message);
            case Rejection.InvalidTtl r -> Reply.error(400, "invalid_ttl", message);
            case Rejection.ReservedKind r -> Reply.error(400, "reserved_kind", message);
            case Rejection.InvalidStatus r -> Reply.error(400, "invalid_status", message);
            case Rejection.InvalidTransition r -> Reply.error(400, "invalid_transition", message);
            case Rejection.InvalidLimit r -> Reply.error(400, "invalid_limit", message);
            case Rejection.InvalidCursor r -> Reply.error(400, "invalid_cursor", message);
            case Rejection.Unauthorized r -> Reply.error(401, "unauthorized", message);
            case Rejection.NotFound r -> Reply.error(404, "not_found", message);
            case Rejection.UnknownReference r -> Reply.error(404, "not_found", message);
            case Rejection.PipelineNotFound r -> Reply.error(404, "pipeline_not_found", message);
            case Rejection.TaskNotFound r -> Reply.error(404, "task_not_found", message);
            case Rejection.DependencyTaskNotFound r -> Reply.error(404, "dependency_task_not_found", message);
            case Rejection.DuplicateName r -> Reply.error(409, "duplicate_name", message);
            case Rejection.DuplicateDependency r -> Reply.error(409, "duplicate_dependency", message);
            case Rejection.RequiredGatesNotPassed r -> Reply.error(409, "required_gates_not_passed", message);
            case Rejection.ExpectedStageMismatch r -> Reply.error(409, "expected_stage_mismatch", message);
            case Rejection.TaskVersionMismatch r -> Reply.error(409, "task_version_mismatch", message);
            case Rejection.RunNotRunning r -> Reply.error(409, "conflict", message);
            case Rejection.IdempotencyConflict r -> Reply.error(409, "idempotency_conflict", message);
            case Rejection.LeaseExpired r -> Reply.error(410, "expired", message);
        };
    }
}
