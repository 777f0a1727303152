package dev.nulltickets.otlp;

/** Hold an attribute, its key in the form in which stores keep text. */
record KeyValue(String key, AnyValue value) {
    KeyValue {
        key = Limits.text(key);
    }
}
