package dev.nulltickets.core;

import dev.nulltickets.core.run.LeaseToken;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Make lease tokens. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenSource {
    /** Make a token that nobody can guess. */
    LeaseToken next();

    /** Make tokens of 256 random bits in 64 hex digits, from the platform's cryptographic generator. */
    static TokenSource secure() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bits = new byte[32];
            random.nextBytes(bits);
            return new LeaseToken(HexFormat.of().formatHex(bits));
        };
    }
}
