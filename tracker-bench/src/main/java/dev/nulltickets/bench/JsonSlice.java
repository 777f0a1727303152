package dev.nulltickets.bench;

import java.nio.charset.StandardCharsets;

/**
 * Find a few strings in an answer without reading all of it. Good for ids and tokens, which hold no escapes.
 */
final class JsonSlice {
    private final byte[] bytes;
    private final int from;
    private final int until;

    /**
     * Look at a part of an array.
     *
     * @param bytes not copied: what is found is what stands there at that time
     */
    JsonSlice(byte[] bytes, int from, int until) {
        this.bytes = bytes;
        this.from = from;
        this.until = until;
    }

    static JsonSlice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonSlice(bytes, 0, bytes.length);
    }

    /** Return the string behind the first occurrence of a name, which is given with its quotation marks. */
    String string(String name) {
        return string(behind(name, from));
    }

    /** Return the string behind the first occurrence of a name that follows another name. */
    String string(String outer, String name) {
        return string(behind(name, behind(outer, from)));
    }

    private String string(int behindName) {
        int begin = find('"', behindName) + 1;
        return new String(bytes, begin, find('"', begin) - begin, StandardCharsets.ISO_8859_1);
    }

    private int behind(String name, int start) {
        int last = until - name.length();
        for (int i = start; i <= last; i++) {
            if (matches(name, i)) {
                return i + name.length();
            }
        }
        throw new IllegalStateException("there is no " + name + " in " + this);
    }

    private boolean matches(String name, int at) {
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int find(char wanted, int start) {
        for (int i = start; i < until; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new IllegalStateException("there is no " + wanted + " in the rest of " + this);
    }

    @Override
    public String toString() {
        return new String(bytes, from, until - from, StandardCharsets.UTF_8);
    }
}
