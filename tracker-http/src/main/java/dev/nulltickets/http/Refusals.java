package dev.nulltickets.http;

import dev.nulltickets.core.model.Rejection;

/** Map every refusal to its status and code: the whole table, and the only one. */
final class Refusals {
    private Refusals() {}

    static Reply reply(Rejection rejection) {
        return switch (rejection) {
            case Rejection.InvalidJson r -> reply(400, "invalid_json", r);
            case Rejection.ValidationFailed r -> reply(400, "validation_failed", r);
            case Rejection.InvalidDependency r -> reply(400, "invalid_dependency", r);
            case Rejection.DependencyCycle r -> reply(400, "dependency_cycle", r);
            case Rejection.InvalidTtl r -> reply(400, "invalid_ttl", r);
            case Rejection.ReservedKind r -> reply(400, "reserved_kind", r);
            case Rejection.InvalidStatus r -> reply(400, "invalid_status", r);
            case Rejection.InvalidTransition r -> reply(400, "invalid_transition", r);
            case Rejection.InvalidLimit r -> reply(400, "invalid_limit", r);
            case Rejection.InvalidCursor r -> reply(400, "invalid_cursor", r);
            case Rejection.Unauthorized r -> reply(401, "unauthorized", r);
            case Rejection.NotFound r -> reply(404, "not_found", r);
            case Rejection.PipelineNotFound r -> reply(404, "pipeline_not_found", r);
            case Rejection.TaskNotFound r -> reply(404, "task_not_found", r);
            case Rejection.DependencyTaskNotFound r -> reply(404, "dependency_task_not_found", r);
            case Rejection.DuplicateName r -> reply(409, "duplicate_name", r);
            case Rejection.DuplicateDependency r -> reply(409, "duplicate_dependency", r);
            case Rejection.RequiredGatesNotPassed r -> reply(409, "required_gates_not_passed", r);
            case Rejection.ExpectedStageMismatch r -> reply(409, "expected_stage_mismatch", r);
            case Rejection.TaskVersionMismatch r -> reply(409, "task_version_mismatch", r);
            case Rejection.RunNotRunning r -> reply(409, "conflict", r);
            case Rejection.IdempotencyConflict r -> reply(409, "idempotency_conflict", r);
            case Rejection.LeaseExpired r -> reply(410, "expired", r);
        };
    }

    private static Reply reply(int status, String code, Rejection rejection) {
        return Reply.error(status, code, rejection.message());
    }
}
