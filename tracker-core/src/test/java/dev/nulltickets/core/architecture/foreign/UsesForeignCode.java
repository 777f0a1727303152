package dev.nulltickets.core.architecture.foreign;

import org.assertj.core.api.Assertions;

/** Break a rule, to show that it is found: depend on a library. */
public final class UsesForeignCode {
    private UsesForeignCode() {}

    static void use(int value) {
        Assertions.assertThat(value).isPositive();
    }
}
