/** Runs what the documentation shows. */
@NullMarked
package dev.nulltickets.docs;

import org.jspecify.annotations.NullMarked;
