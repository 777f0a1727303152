package dev.nulltickets.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * Take apart a message in protobuf without reading it as a whole: a batch of spans as objects would have many times the
 * memory of its bytes, and of spans that are empty a hundred times.
 */
final class ProtobufPart {
    /**
     * The deepest nesting of messages in one that is read as a whole. A value that nests so deep still is JSON that
     * readers take.
     */
    private static final int MOST_DEPTH = 64;

    private final byte[] bytes;
    private final int start;
    private final int size;

    private ProtobufPart(byte[] bytes, int start, int size) {
        this.bytes = bytes;
        this.start = start;
        this.size = size;
    }

    /** Take apart the message that {@code bytes} are, which are not copied. */
    static ProtobufPart of(byte[] bytes) {
        return new ProtobufPart(bytes, 0, bytes.length);
    }

    /** Take note of a part. */
    @FunctionalInterface
    interface Visit {
        void part(ProtobufPart part) throws IOException;
    }

    /** Visit the values of a field that is a text, or a message, in their order. */
    void each(int field, Visit visit) throws IOException {
        CodedInputStream in = stream();
        int tag = in.readTag();
        while (tag != 0) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int length = in.readRawVarint32();
                int begin = start + in.getTotalBytesRead();
                in.skipRawBytes(length);
                if (WireFormat.getTagFieldNumber(tag) == field) {
                    visit.part(new ProtobufPart(bytes, begin, length));
                }
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that has not begun");
            }
            tag = in.readTag();
        }
    }

    /** Read this as a text. */
    String text() throws IOException {
        String text = StrictUtf8.decode(Arrays.copyOfRange(bytes, start, start + size));
        if (text == null) {
            throw new InvalidProtocolBufferException("a text is not UTF-8");
        }
        return text;
    }

    /** Read this as a message, into what was read of the same before. */
    <B extends Message.Builder> B into(B message) throws IOException {
        CodedInputStream in = stream();
        in.setRecursionLimit(MOST_DEPTH);
        message.mergeFrom(in);
        in.checkLastTagWas(0);
        return message;
    }

    private CodedInputStream stream() {
        return CodedInputStream.newInstance(bytes, start, size);
    }
}
