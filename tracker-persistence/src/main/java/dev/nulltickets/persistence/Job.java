package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carry one piece of work from its caller to whoever runs it, and its outcome back. An outcome that is known is
 * not yet told: the caller hears of it when it is published, and until then it may be replaced.
 *
 * @param <C> what the work is handed
 */
final class Job<C, R> {
    /** How the work ended. */
    sealed interface Outcome<R> {
        record Returned<R>(R value) implements Outcome<R> {}

        record Thrown<R>(Throwable cause) implements Outcome<R> {}
    }

    private final Function<? super C, ? extends R> work;
    private final CompletableFuture<@Nullable Outcome<R>> published = new CompletableFuture<>();
    /** Null while the work is not done: to make a failure for that takes longer than to carry a job. */
    private @Nullable Outcome<R> outcome;

    Job(Function<? super C, ? extends R> work) {
        this.work = work;
    }

    /** Run the work, and return what it threw, or null. */
    @Nullable
    Throwable run(C context) {
        try {
            outcome = new Outcome.Returned<>(work.apply(context));
            return null;
        } catch (Throwable thrown) { // Whatever it is, it is the caller's, and must not end a thread of the store.
            outcome = new Outcome.Thrown<>(thrown);
            return thrown;
        }
    }

    /** Let the work have failed, whatever it returned. */
    void fail(Throwable cause) {
        // So that without memory for the failure the work does not pass for done.
        outcome = null;
        outcome = new Outcome.Thrown<>(cause);
    }

    /** Return whether the work threw because what it had read was changed meanwhile. */
    boolean isStale() {
        return outcome instanceof Outcome.Thrown<R> thrown && thrown.cause() instanceof StaleDataException;
    }

    /** Tell the caller. */
    void publish() {
        published.complete(outcome);
    }

    /** Return whether the caller was told. */
    boolean isPublished() {
        return published.isDone();
    }

    /** Tell the caller that the work failed, whatever it returned. */
    void publishFailure(Throwable cause) {
        try {
            fail(cause);
        } finally {
            publish();
        }
    }

    /** Wait for the outcome, through interrupts, and return or throw it as it is. */
    R await() {
        return switch (published.join()) {
            case Outcome.Returned<R> returned -> returned.value();
            case Outcome.Thrown<R> thrown -> throw Job.<RuntimeException>unchecked(thrown.cause());
            case null -> throw new StoreException("the work was not done");
        };
    }

    /** Throw anything: what work throws without declaring it reaches its caller as it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast vanishes, and that is its purpose.
    private static <E extends Throwable> E unchecked(Throwable cause) throws E {
        throw (E) cause;
    }
}
