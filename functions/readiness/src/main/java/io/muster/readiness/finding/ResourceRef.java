package io.muster.readiness.finding;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Subject;
import java.util.Comparator;
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

    public static ResourceRef of(Scope scope, Subject subject) {
        ResourceType type = subject.resourceType();
        String arn =
                type.arnPrefix().isEmpty()
                        ? null
                        : scope.ec2Arn(type.arnPrefix() + "/" + subject.id());
        return new ResourceRef(type, subject.id(), arn);
    }

    /** The part of a finding's key that names the resource: {@code instance#i-0abc}. */
    public String key() {
        return type.label() + "#" + keyOf(id);
    }

    /**
     * An id fit to be followed by {@code #} in a key: what sorts before that sign, the sign itself
     * and the escape are written as percent and two hexadecimal digits, so that no id is a prefix
     * of another's key.
     */
    public static String keyOf(String id) {
        StringBuilder escaped = null;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean reserved = c <= '#' || c == '%' || c == 0x7f;
            if (reserved && escaped == null) {
                escaped = new StringBuilder(id.length() + 8).append(id, 0, i);
            }
            if (escaped != null) {
                if (reserved) {
                    escaped.append('%').append("%02x".formatted((int) c));
                } else {
                    escaped.append(c);
                }
            }
        }
        return escaped == null ? id : escaped.toString();
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
