package dev.nulltickets.core.run;

import static java.util.Objects.requireNonNull;

/**
 * Hold a lease token as somebody presents it. Whether it opens anything shows only when its hash is compared; any text
 * may be presented. It does not show itself in logs.
 *
 * @since 0.1.0
 */
public record LeaseToken(String value) {
    public LeaseToken {
        requireNonNull(value, "value");
    }

    /** Return what stores keep of this token. */
    public TokenHash hash() {
        return TokenHash.of(this);
    }

    @Override
    public String toString() {
        return "LeaseToken[…]";
    }
}
