/** Hold artifacts: what a run made, kept elsewhere. */
@NullMarked
package dev.nulltickets.core.artifact;

import org.jspecify.annotations.NullMarked;
