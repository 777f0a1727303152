package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expect use cases to refuse. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Class<? extends Rejection> why, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(why));
    }

    static void assertRefused(Rejection why, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(why));
    }

    /** Expect the refusal of one item of several, and return why it was refused. */
    static Rejection assertItemRefused(int index, ThrowingCallable work) {
        RejectedException[] thrown = new RejectedException[1];
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(RejectedException.class, refused -> thrown[0] = refused)
                .hasMessageContaining("tasks[" + index + "]");
        Rejection.InvalidItem item = (Rejection.InvalidItem) thrown[0].rejection();
        assertThat(item.index()).isEqualTo(index);
        return item.cause();
    }
}
