package io.muster.console.link;

import java.util.Map;

/**
 * Values in the notation of JSURL, in which CloudWatch's console keeps them in its addresses.
 *
 * @see <a href="https://github.com/Sage/jsurl">JSURL</a>
 */
final class JsUrl {

    private static final int MAX_ONE_BYTE = 0xff;

    private JsUrl() {}

    /**
     * A value.
     *
     * @param value a map of names, a list, a string, a number or a boolean
     */
    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        out.append('~');
        switch (value) {
            case Map<?, ?> members -> {
                out.append('(');
                String separator = "";
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    out.append(separator).append(encoded(String.valueOf(member.getKey())));
                    write(member.getValue(), out);
                    separator = "~";
                }
                out.append(')');
            }
            case Iterable<?> values -> {
                out.append('(');
                values.forEach(each -> write(each, out));
                out.append(')');
            }
            case String text -> out.append('\'').append(encoded(text));
            default -> out.append(value);
        }
    }

    /** Letters, digits, {@code _}, {@code -} and {@code .} as they are; the others by UTF-16. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '_'
                            || c == '-'
                            || c == '.';
            if (plain) {
                out.append(c);
            } else {
                out.append(
                        c <= MAX_ONE_BYTE
                                ? "*%02x".formatted((int) c)
                                : "**%04x".formatted((int) c));
            }
        }
        return out.toString();
    }
}
