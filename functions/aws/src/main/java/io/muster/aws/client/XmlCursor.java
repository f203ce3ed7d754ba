package io.muster.aws.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through a document as EC2 writes it: elements, text, the five entities and references to
 * characters, in UTF-8. Whatever else XML has, and all that is not well-formed, it refuses by
 * {@link Unusual}, so that a whole parser decides about it.
 */
final class XmlCursor {

    /**
     * That the document is not of this plain kind, without a stack trace, since it is never shown.
     */
    static final class Unusual extends Exception {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super(null, null, false, false);
        }
    }

    /** Of XML's declaration, the forms that AWS and its emulators send. */
    private static final List<byte[]> DECLARATIONS =
            List.of(
                    bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
                    bytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
                    bytes("<?xml version=\"1.0\"?>"));

    /** What is deeper is left to the whole parser. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_NAME = 100;

    /** Text that recurs is as long as a name, a key or a zone; longer text is made anew. */
    private static final int MAX_SHARED = 48;

    private static final int SLOTS = 1 << 12;

    private final byte[] data;
    private int at;

    /** The starts and ends of the names of the open elements, in turn. */
    private final int[] open = new int[2 * MAX_DEPTH];

    private int depth;

    /** That the element just begun is empty, as {@code <item/>}: its end comes next. */
    private boolean empty;

    private final String[] recent = new String[SLOTS];

    /** At the document's declaration, or its root. */
    XmlCursor(byte[] data) throws Unusual {
        this.data = data;
        for (byte[] declaration : DECLARATIONS) {
            if (startsWith(declaration)) {
                at = declaration.length;
                break;
            }
        }
        space();
    }

    /** Begins the root element, and says its name. */
    String root() throws Unusual {
        return begin();
    }

    /**
     * Begins the next element inside this one, or ends this one.
     *
     * @return its name; an empty text at the end
     */
    String next() throws Unusual {
        if (empty) {
            empty = false;
            depth--;
            return "";
        }
        space();
        if (peek(1) == '/') {
            end();
            return "";
        }
        return begin();
    }

    /** The text of an element that has nothing else in it, and its end. */
    String text() throws Unusual {
        if (empty) {
            empty = false;
            depth--;
            return "";
        }
        int from = at;
        boolean plain = passText();
        String text = plain ? plain(from, at) : decoded(from, at);
        end();
        return text;
    }

    /** Passes what is left of this element. */
    void skip() throws Unusual {
        int outside = depth - 1;
        while (depth > outside) {
            if (empty) {
                empty = false;
                depth--;
                continue;
            }
            int from = at;
            if (!passText()) {
                decoded(from, at);
            }
            if (peek(1) == '/') {
                end();
            } else {
                name();
            }
        }
    }

    private String begin() throws Unusual {
        name();
        return plain(open[2 * depth - 2], open[2 * depth - 1]);
    }

    /** From {@code <} behind the {@code >} of a beginning. */
    private void name() throws Unusual {
        int from = at + 1;
        if (peek(0) != '<' || !startsName(peek(1)) || depth == MAX_DEPTH) {
            throw new Unusual();
        }
        int to = from + 1;
        while (to < data.length && continuesName(data[to])) {
            to++;
        }
        if (to - from > MAX_NAME) {
            throw new Unusual();
        }
        open[2 * depth] = from;
        open[2 * depth + 1] = to;
        depth++;
        at = to;
        if (peek(0) == ' ') {
            namespace();
        }
        empty = peek(0) == '/';
        if (empty) {
            at++;
        }
        expect('>');
    }

    /** The one attribute that AWS sends, on the root. */
    private void namespace() throws Unusual {
        at++;
        if (depth != 1 || !startsWith(bytes("xmlns=\""))) {
            throw new Unusual();
        }
        at += "xmlns=\"".length();
        while (peek(0) != '"') {
            if (peek(0) <= ' ' || peek(0) == '<' || peek(0) == '&') {
                throw new Unusual();
            }
            at++;
        }
        at++;
    }

    private void end() throws Unusual {
        int from = open[2 * depth - 2];
        int length = open[2 * depth - 1] - from;
        int name = at + 2;
        if (peek(0) != '<'
                || peek(1) != '/'
                || name + length >= data.length
                || !Arrays.equals(data, from, from + length, data, name, name + length)) {
            throw new Unusual();
        }
        at = name + length;
        expect('>');
        depth--;
    }

    private void space() {
        while (at < data.length && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t')) {
            at++;
        }
    }

    /**
     * Goes to the next {@code <}.
     *
     * @return whether all before it is ASCII that stands for itself
     */
    private boolean passText() throws Unusual {
        boolean plain = true;
        for (int i = at; i < data.length; i++) {
            byte each = data[i];
            if (each == '<') {
                at = i;
                return plain;
            }
            if (each < ' ') {
                if (each >= 0 && each != '\n' && each != '\t') {
                    throw new Unusual();
                }
                plain &= each >= 0;
            } else if (each == '&') {
                plain = false;
            } else if (each == ']') {
                // Three such characters in a row are not allowed, and two of them never seen.
                throw new Unusual();
            }
        }
        throw new Unusual();
    }

    private String decoded(int from, int to) throws Unusual {
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(data, from, to - from))
                            .toString();
        } catch (CharacterCodingException malformed) {
            throw new Unusual();
        }
        if (text.indexOf('\uFFFE') >= 0 || text.indexOf('\uFFFF') >= 0) {
            throw new Unusual();
        }
        int amp = text.indexOf('&');
        if (amp < 0) {
            return text;
        }
        StringBuilder all = new StringBuilder(text.length());
        int done = 0;
        for (; amp >= 0; amp = text.indexOf('&', done)) {
            int end = text.indexOf(';', amp);
            if (end < 0) {
                throw new Unusual();
            }
            all.append(text, done, amp).appendCodePoint(reference(text.substring(amp + 1, end)));
            done = end + 1;
        }
        return all.append(text, done, text.length()).toString();
    }

    private static int reference(String name) throws Unusual {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> character(name);
        };
    }

    private static int character(String reference) throws Unusual {
        boolean hex = reference.startsWith("#x");
        int point;
        try {
            point =
                    Integer.parseUnsignedInt(
                            reference,
                            hex ? 2 : Math.min(1, reference.length()),
                            reference.length(),
                            hex ? 16 : 10);
        } catch (NumberFormatException none) {
            throw new Unusual();
        }
        boolean inXml =
                point == '\t'
                        || point == '\n'
                        || point == '\r'
                        || (point >= ' ' && point < 0xD800)
                        || (point > 0xDFFF && point < 0xFFFE)
                        || (point > 0xFFFF && point <= Character.MAX_CODE_POINT);
        if (reference.charAt(0) != '#' || !inXml) {
            throw new Unusual();
        }
        return point;
    }

    /** ASCII as a text, the one seen lately where there was one: names, zones, keys recur. */
    private String plain(int from, int to) {
        int length = to - from;
        if (length > MAX_SHARED) {
            return new String(data, from, length, StandardCharsets.ISO_8859_1);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + data[i];
        }
        int slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
        String known = recent[slot];
        if (known != null && same(known, from, length)) {
            return known;
        }
        String text = new String(data, from, length, StandardCharsets.ISO_8859_1);
        recent[slot] = text;
        return text;
    }

    private boolean same(String known, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != data[from + i]) {
                return false;
            }
        }
        return true;
    }

    private byte peek(int ahead) throws Unusual {
        if (at + ahead >= data.length) {
            throw new Unusual();
        }
        return data[at + ahead];
    }

    private void expect(char one) throws Unusual {
        if (peek(0) != one) {
            throw new Unusual();
        }
        at++;
    }

    private boolean startsWith(byte[] text) {
        int end = at + text.length;
        return end <= data.length && Arrays.equals(data, at, end, text, 0, text.length);
    }

    private static boolean startsName(byte one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '_';
    }

    private static boolean continuesName(byte one) {
        return startsName(one) || (one >= '0' && one <= '9') || one == '-' || one == '.';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
