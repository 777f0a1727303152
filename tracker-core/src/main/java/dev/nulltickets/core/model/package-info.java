/** Hold the vocabulary that every part of the tracker shares: ids, names, pages, cursors and refusals. */
@NullMarked
package dev.nulltickets.core.model;

import org.jspecify.annotations.NullMarked;
