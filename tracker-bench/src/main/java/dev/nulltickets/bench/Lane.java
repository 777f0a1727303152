package dev.nulltickets.bench;

/**
 * Name where a cycle takes place.
 *
 * @param role who works there
 * @param pipelineId the pipeline that its tasks are of
 */
record Lane(String role, String pipelineId) {}
