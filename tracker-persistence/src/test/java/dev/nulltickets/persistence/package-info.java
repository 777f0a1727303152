@NullMarked
package dev.nulltickets.persistence;

import org.jspecify.annotations.NullMarked;
