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
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public TokenHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 lower-case hex digits");
        }
    }

    /** Hash a token. */
    public static TokenHash of(LeaseToken token) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(token.value().getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Compare with a token that is presented, in time that does not depend on how much of it is right. */
    public boolean matches(LeaseToken token) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), of(token).hex().getBytes(StandardCharsets.US_ASCII));
    }
}
