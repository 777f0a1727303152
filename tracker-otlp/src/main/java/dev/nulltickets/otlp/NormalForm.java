package dev.nulltickets.otlp;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.util.List;
import java.util.function.Consumer;

/**
 * Write attributes, events and links in the one form in which they are kept, whatever they were read from: OTLP in JSON
 * without spaces, its fields in the order of the protocol, whole numbers of 64 bits as strings of digits. Fields that
 * are empty or 0 are left out, but for those without which a reader could not tell what it has: the key and the value
 * of an attribute, the time and the name of an event, the ids of a link, the values of a list.
 */
final class NormalForm {
    private final StringBuilder out = new StringBuilder();

    private NormalForm() {}

    /** Write attributes. */
    static JsonText attributes(List<KeyValue> attributes) {
        return array(attributes, NormalForm::attribute);
    }

    /** Write events. */
    static JsonText events(List<ReceivedSpan.Event> events) {
        return array(events, NormalForm::event);
    }

    /** Write links. */
    static JsonText links(List<ReceivedSpan.Link> links) {
        return array(links, NormalForm::link);
    }

    private interface Writing<T> {
        void write(NormalForm form, T one);
    }

    private static <T> JsonText array(List<T> all, Writing<T> one) {
        if (all.isEmpty()) {
            return JsonText.EMPTY_ARRAY;
        }
        NormalForm form = new NormalForm();
        form.list(all, item -> one.write(form, item));
        return JsonText.trusted(form.out.toString());
    }

    private void attribute(KeyValue attribute) {
        out.append("{\"key\":");
        text(attribute.key());
        out.append(",\"value\":");
        value(attribute.value());
        out.append('}');
    }

    private void event(ReceivedSpan.Event event) {
        out.append("{\"timeUnixNano\":\"").append(Limits.nanos(event.nanos())).append("\",\"name\":");
        text(Limits.text(event.name()));
        details(event.attributes(), event.droppedAttributes());
        out.append('}');
    }

    private void link(ReceivedSpan.Link link) {
        out.append("{\"traceId\":\"").append(Limits.traceId(link.traceId()));
        out.append("\",\"spanId\":\"").append(Limits.spanId(link.spanId())).append('"');
        if (!link.traceState().isEmpty()) {
            out.append(",\"traceState\":");
            text(Limits.text(link.traceState()));
        }
        details(link.attributes(), link.droppedAttributes());
        number("flags", link.flags());
        out.append('}');
    }

    private void details(List<KeyValue> attributes, long droppedAttributes) {
        if (!attributes.isEmpty()) {
            out.append(",\"attributes\":");
            list(attributes, this::attribute);
        }
        number("droppedAttributesCount", droppedAttributes);
    }

    private void number(String name, long given) {
        long number = Limits.uint32(given);
        if (number != 0) {
            out.append(",\"").append(name).append("\":").append(number);
        }
    }

    private void value(AnyValue value) {
        switch (value) {
            case AnyValue.Text text -> {
                out.append("{\"stringValue\":");
                text(text.value());
            }
            case AnyValue.Bool bool -> out.append("{\"boolValue\":").append(bool.value());
            case AnyValue.Whole whole ->
                out.append("{\"intValue\":\"").append(whole.value()).append('"');
            case AnyValue.Real real -> {
                out.append("{\"doubleValue\":");
                real(real.value());
            }
            case AnyValue.Bytes bytes ->
                out.append("{\"bytesValue\":\"").append(bytes.base64()).append('"');
            case AnyValue.Items items -> {
                out.append("{\"arrayValue\":{\"values\":");
                list(items.values(), this::value);
                out.append('}');
            }
            case AnyValue.Pairs pairs -> {
                out.append("{\"kvlistValue\":{\"values\":");
                list(pairs.values(), this::attribute);
                out.append('}');
            }
            case AnyValue.None none -> out.append('{');
        }
        out.append('}');
    }

    /** Write a number, or the word for it where JSON has none. */
    private void real(double value) {
        if (Double.isFinite(value)) {
            out.append(value);
        } else {
            out.append('"').append(value).append('"');
        }
    }

    private void text(String value) {
        out.append(JsonObject.string(value).value());
    }

    private <T> void list(List<T> all, Consumer<T> write) {
        char before = '[';
        for (T one : all) {
            out.append(before);
            write.accept(one);
            before = ',';
        }
        out.append(all.isEmpty() ? "[]" : "]");
    }
}
