/** Describe pipelines: the stages work flows through and the transitions between them. */
@NullMarked
package dev.nulltickets.core.pipeline;

import org.jspecify.annotations.NullMarked;
