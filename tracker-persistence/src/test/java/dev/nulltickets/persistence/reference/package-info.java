@NullMarked
package dev.nulltickets.persistence.reference;

import org.jspecify.annotations.NullMarked;
