package dev.nulltickets.otlp;

import java.util.Base64;
import java.util.List;

/** Hold the value of an attribute. Immutable. The reader that makes one bounds its depth. */
sealed interface AnyValue {
    /** The value of an attribute that has none. */
    AnyValue NONE = new None();

    /** Text, in the form in which stores keep it. */
    record Text(String value) implements AnyValue {
        public Text {
            value = Limits.text(value);
        }
    }

    /** True or false. */
    record Bool(boolean value) implements AnyValue {}

    /** A whole number. */
    record Whole(long value) implements AnyValue {}

    /** A number of double precision. */
    record Real(double value) implements AnyValue {}

    /**
     * Bytes.
     *
     * @param base64 in the standard alphabet, padded
     */
    record Bytes(String base64) implements AnyValue {
        static Bytes of(byte[] bytes) {
            return new Bytes(Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Values in order. */
    record Items(List<AnyValue> values) implements AnyValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Values with keys, in order. */
    record Pairs(List<KeyValue> values) implements AnyValue {
        public Pairs {
            values = List.copyOf(values);
        }
    }

    /** No value. */
    record None() implements AnyValue {}
}
