package dev.nulltickets.core.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Hold the SHA-256 of a lease token, the only thing of it that is stored.
 *
 * @param hex 64 lower-case hex digits
 * @since 0.1.0
 */
public record TokenHash(String hex) {
    private static final int DIGITS = 64;
    private static final Pattern BYTES = Pattern.compile("[0-9a-fA-F]{64}");

    public TokenHash {
        if (!isForm(hex)) {
            throw new IllegalArgumentException("a SHA-256 has 64 lower-case hex digits");
        }
    }

    /** Not a pattern, because every write with a lease comes by here on the thread that all writes share. */
    private static boolean isForm(String hex) {
        boolean digits = hex.length() == DIGITS;
        for (int i = 0; digits && i < DIGITS; i++) {
            char c = hex.charAt(i);
            digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return digits;
    }

    /** Hash a token. */
    public static TokenHash of(LeaseToken token) {
        return of(token.value().getBytes(StandardCharsets.UTF_8));
    }

    private static TokenHash ofBytes(LeaseToken token) {
        return of(HexFormat.of().parseHex(token.value()));
    }

    private static TokenHash of(byte[] token) {
        try {
            return new TokenHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * Compare with a token that is presented, in time that does not depend on how much of it is right. A token is
     * hashed as the text it is; where it is 64 hex digits, the hash of the 32 bytes that they stand for opens the
     * lease too, because trackers whose leases were imported may have hashed those.
     */
    public boolean matches(LeaseToken token) {
        return equal(of(token)) || (BYTES.matcher(token.value()).matches() && equal(ofBytes(token)));
    }

    private boolean equal(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
