package io.muster.readiness.fact;

import io.muster.readiness.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A subject by name.
 *
 * @param arn null for a workload, which AWS does not know
 */
public record ResourceRef(ResourceType type, String id, @Nullable String arn) {

    /**
     * The order of DynamoDB's sort keys: by code point, which is the order of UTF-8 bytes. Java's
     * own order of strings differs where a surrogate pair meets a character above it.
     */
    public static final Comparator<String> KEY_ORDER = ResourceRef::compareCodePoints;

    /**
     * The most bytes of UTF-8 that an id takes in a key. A sort key of DynamoDB holds 1,024; the
     * rest is for what stands around the id: an index's time and scope, the type, the check.
     */
    public static final int MAX_KEY_PART = 512;

    private static final HexFormat HEX = HexFormat.of();

    public static ResourceRef of(Scope scope, Subject subject) {
        ResourceType type = subject.resourceType();
        return new ResourceRef(type, subject.id(), type.arn(scope, subject.id()));
    }

    /** The part of a finding's key that names the resource: {@code instance#i-0abc}. */
    public String key() {
        return type.label() + "#" + keyOf(id);
    }

    /**
     * An id fit to be followed by {@code #} in a key: what sorts before that sign, the sign itself
     * and the escape are written as percent and two hexadecimal digits, so that no id is a prefix
     * of another's key. What takes more than {@link #MAX_KEY_PART} bytes keeps its beginning and
     * ends in {@code %~} and the SHA-256 of the whole, so that two long names that begin alike keep
     * two keys; no shorter id has a tilde after a percent sign.
     */
    public static String keyOf(String id) {
        String escaped = escaped(id);
        // No char takes more than three bytes, so most ids need not be measured.
        return escaped.length() <= MAX_KEY_PART / 3 || bytes(escaped) <= MAX_KEY_PART
                ? escaped
                : shortened(escaped);
    }

    private static String escaped(String id) {
        StringBuilder escaped = null;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            String escape =
                    c <= '#' || c == '%' || c == 0x7f ? "%" + HEX.toHexDigits((byte) c) : null;
            if (Character.isSurrogate(c)) {
                if (Character.isSurrogatePair(c, i + 1 < id.length() ? id.charAt(i + 1) : 0)) {
                    i++;
                } else {
                    // Half a pair has no UTF-8: it would be stored as a question mark.
                    escape = "%u" + HEX.toHexDigits(c);
                }
            }
            if (escape != null && escaped == null) {
                escaped = new StringBuilder(id.length() + 8).append(id, 0, i);
            }
            if (escaped != null) {
                if (escape != null) {
                    escaped.append(escape);
                } else {
                    escaped.appendCodePoint(id.codePointBefore(i + 1));
                }
            }
        }
        return escaped == null ? id : escaped.toString();
    }

    private static String shortened(String escaped) {
        String digest = "%~" + Sha256.hex(escaped);
        int room = MAX_KEY_PART - digest.length();
        int end = 0;
        while (true) {
            int next = escaped.offsetByCodePoints(end, 1);
            int taken = bytes(escaped.substring(end, next));
            if (taken > room) {
                return escaped.substring(0, end) + digest;
            }
            room -= taken;
            end = next;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int compareCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                return surrogateA == surrogateB
                        ? Character.compare(a, b)
                        : Boolean.compare(surrogateA, surrogateB);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
