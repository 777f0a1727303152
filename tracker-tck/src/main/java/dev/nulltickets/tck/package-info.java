/**
 * Hold the contract of a storage adapter as tests. An adapter's author writes one class and inherits all of them; see
 * {@link dev.nulltickets.tck.TrackerStoreContract}.
 */
@NullMarked
package dev.nulltickets.tck;

import org.jspecify.annotations.NullMarked;
