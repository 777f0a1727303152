package dev.nulltickets.otlp;

import io.opentelemetry.proto.common.v1.AnyValue.ValueCase;
import java.util.List;

/** Read attributes in protobuf. */
final class ProtobufValues {
    private ProtobufValues() {}

    /** Read attributes. */
    static List<KeyValue> attributes(List<io.opentelemetry.proto.common.v1.KeyValue> attributes) {
        return attributes.stream()
                .map(attribute -> new KeyValue(attribute.getKey(), value(attribute.getValue())))
                .toList();
    }

    private static AnyValue value(io.opentelemetry.proto.common.v1.AnyValue value) {
        ValueCase which = value.getValueCase();
        return switch (which) {
            case STRING_VALUE -> new AnyValue.Text(value.getStringValue());
            case BOOL_VALUE -> new AnyValue.Bool(value.getBoolValue());
            case INT_VALUE -> new AnyValue.Whole(value.getIntValue());
            case DOUBLE_VALUE -> new AnyValue.Real(value.getDoubleValue());
            case BYTES_VALUE -> AnyValue.Bytes.of(value.getBytesValue().toByteArray());
            case ARRAY_VALUE ->
                new AnyValue.Items(value.getArrayValue().getValuesList().stream()
                        .map(ProtobufValues::value)
                        .toList());
            case KVLIST_VALUE ->
                new AnyValue.Pairs(attributes(value.getKvlistValue().getValuesList()));
            // An index into a table that requests for traces do not have.
            case STRING_VALUE_STRINDEX -> AnyValue.NONE;
            case VALUE_NOT_SET -> AnyValue.NONE;
        };
    }
}
