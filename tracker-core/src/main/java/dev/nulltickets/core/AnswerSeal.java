package dev.nulltickets.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypt a kept answer, because it may carry a lease token: AES-256-GCM (NIST SP 800-38D) with a random nonce, under a
 * key that is a hash of the idempotency key. The store sees only other hashes, so without the idempotency key itself
 * nobody reads an answer back.
 */
final class AnswerSeal {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String keyHash;
    private final String requestHash;
    private final SecretKeySpec secret;

    AnswerSeal(IdempotencyKey key) {
        this.keyHash = HexFormat.of().formatHex(hash("key", key.scope(), key.key()));
        this.requestHash = HexFormat.of().formatHex(hash("request", key.key(), key.request()));
        this.secret = new SecretKeySpec(hash("seal", key.scope(), key.key()), "AES");
    }

    /** Return what the store knows the key and its scope by. */
    String keyHash() {
        return keyHash;
    }

    /** Return what the store knows the request by. */
    String requestHash() {
        return requestHash;
    }

    byte[] close(Answer answer) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(4 + body.length)
                .putInt(answer.status())
                .put(body)
                .array();
        byte[] hidden = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        return ByteBuffer.allocate(nonce.length + hidden.length)
                .put(nonce)
                .put(hidden)
                .array();
    }

    Answer open(byte[] closed) {
        if (closed.length < NONCE_BYTES) {
            throw damaged(null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(closed);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] hidden = new byte[buffer.remaining()];
        buffer.get(hidden);
        ByteBuffer plain = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, nonce, hidden));
        int status = plain.getInt();
        return new Answer(status, StandardCharsets.UTF_8.decode(plain).toString(), true);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException changed) {
            throw damaged(changed);
        }
    }

    private static IllegalStateException damaged(@Nullable Exception cause) {
        return new IllegalStateException("a kept answer cannot be read back", cause);
    }

    /** Hash texts so that no two lists of texts run together: each is preceded by its length. */
    private static byte[] hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
