package dev.nulltickets.core;

import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import dev.nulltickets.core.spi.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** Replay the answer of a write that has happened, or let it happen and keep its answer, in one transaction. */
final class Idempotency {
    private final AnswerSeal seal;
    private final String credential;
    private final Duration retention;

    /** Do all hashing here, outside of the transaction. */
    Idempotency(IdempotencyKey key, Duration retention) {
        this.seal = new AnswerSeal(key);
        this.credential = key.holder() == null ? "" : key.holder().hash().hex();
        this.retention = retention;
    }

    Answer once(Tx tx, Supplier<Answer> work) {
        Optional<StoredAnswer> kept = tx.idempotency()
                .find(seal.keyHash())
                .filter(answer -> answer.expiresAt().isAfter(tx.now()))
                .filter(answer -> equal(answer.credentialHash(), credential));
        if (kept.isPresent()) {
            return replay(kept.get());
        }
        Answer answer = work.get();
        if (answer.changed()) {
            tx.idempotency()
                    .put(new StoredAnswer(
                            seal.keyHash(),
                            seal.requestHash(),
                            credential,
                            HexFormat.of().formatHex(seal.close(answer)),
                            tx.now(),
                            tx.now().plus(retention)));
        }
        return answer;
    }

    private Answer replay(StoredAnswer kept) {
        if (!equal(kept.requestHash(), seal.requestHash())) {
            throw new Rejection.IdempotencyConflict().asException();
        }
        return seal.open(HexFormat.of().parseHex(kept.sealed()));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
