/** Name what a storage adapter implements: transactions and the small stores inside them. */
@NullMarked
package dev.nulltickets.core.spi;

import org.jspecify.annotations.NullMarked;
