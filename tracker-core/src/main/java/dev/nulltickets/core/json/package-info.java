/** Read, check and write JSON without a dependency, keeping every value exactly as it was given. */
@NullMarked
package dev.nulltickets.core.json;

import org.jspecify.annotations.NullMarked;
