package dev.nulltickets.otlp;

import java.util.List;

/** Read attributes in JSON. */
final class JsonValues {
    private JsonValues() {}

    /** Read the attributes of a message. */
    static List<KeyValue> attributes(JsonMessage message) {
        return pairs(message, "attributes");
    }

    private static List<KeyValue> pairs(JsonMessage message, String name) {
        return message.all(name, pair -> new KeyValue(pair.text("key"), value(pair)));
    }

    private static AnyValue value(JsonMessage pair) {
        JsonMessage value = pair.message("value");
        return value == null ? AnyValue.NONE : read(value);
    }

    /** Read a value. Of several in one, which OTLP does not allow, the last counts, as it does in protobuf. */
    private static AnyValue read(JsonMessage value) {
        AnyValue read = AnyValue.NONE;
        for (String name : value.names()) {
            if (value.has(name)) {
                read = switch (name) {
                    case "stringValue" -> new AnyValue.Text(value.text(name));
                    case "boolValue" -> new AnyValue.Bool(value.bool(name));
                    case "intValue" -> value.integer(name);
                    case "doubleValue" -> new AnyValue.Real(value.real(name));
                    case "bytesValue" -> AnyValue.Bytes.of(value.bytes(name));
                    case "arrayValue" -> new AnyValue.Items(list(value, name));
                    case "kvlistValue" -> new AnyValue.Pairs(map(value, name));
                    default -> read;
                };
            }
        }
        return read;
    }

    private static List<AnyValue> list(JsonMessage value, String name) {
        JsonMessage list = value.message(name);
        return list == null ? List.of() : list.all("values", JsonValues::read);
    }

    private static List<KeyValue> map(JsonMessage value, String name) {
        JsonMessage map = value.message(name);
        return map == null ? List.of() : pairs(map, "values");
    }
}
