package io.muster.readiness.probe.parse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as the tools print them; null for whatever is none, or too large for its type. */
final class Numbers {

    /** A number with more digits than 2^63 has is not read. */
    private static final int LONGEST = 24;

    private static final String UNITS = "KMGTPE";

    private Numbers() {}

    /** A number of 0 or more, in decimal digits alone. */
    static @Nullable Long count(@Nullable String digits) {
        return digits == null ? null : parse(digits, 10);
    }

    static @Nullable Integer small(@Nullable String digits) {
        Long count = count(digits);
        return count == null || count > Integer.MAX_VALUE ? null : count.intValue();
    }

    static @Nullable Long hex(String digits) {
        return parse(digits, 16);
    }

    private static @Nullable Long parse(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return null;
        }
        long value = 0;
        for (int at = 0; at < digits.length(); at++) {
            char letter = digits.charAt(at);
            int digit = letter < 128 ? Character.digit(letter, radix) : -1;
            if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
                return null;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /** {@code 31%}, without its sign; df's is at most a few hundred. */
    static @Nullable Integer percent(String text) {
        return text.endsWith("%") ? small(text.substring(0, text.length() - 1)) : null;
    }

    /**
     * A size in bytes, as a person reads it ({@code 8.9G}, {@code 2.0T}, {@code 512}, {@code 30Gi},
     * {@code 1,5G} of some locales) or in blocks.
     *
     * @param block the bytes that a number without a letter counts
     */
    static @Nullable Long size(@Nullable String text, long block) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        int end = text.length();
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.length() != end) {
            return null;
        }
        if (upper.charAt(end - 1) == 'B') {
            end--;
        }
        if (end > 1 && upper.charAt(end - 1) == 'I') {
            end--;
        }
        int power = end > 0 ? UNITS.indexOf(upper.charAt(end - 1)) : -1;
        long unit = power >= 0 ? 1L << (10 * (power + 1)) : end < text.length() ? 1 : block;
        String digits = power >= 0 ? text.substring(0, end - 1) : text.substring(0, end);
        Long whole = count(digits);
        if (whole != null) {
            return whole > Long.MAX_VALUE / unit ? null : whole * unit;
        }
        return fraction(digits, unit);
    }

    private static @Nullable Long fraction(String digits, long unit) {
        int point = Math.max(digits.indexOf('.'), digits.indexOf(','));
        if (point < 1) {
            return null;
        }
        Long whole = count(digits.substring(0, point));
        String decimals = digits.substring(point + 1);
        Long part = count(decimals);
        if (whole == null || part == null) {
            return null;
        }
        double value = (whole + part / Math.pow(10, decimals.length())) * unit;
        return value >= Long.MAX_VALUE ? null : Math.round(value);
    }

    /** A decimal number such as an offset in seconds, with a sign; no exponent. */
    static @Nullable Double decimal(String text) {
        int from = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int point = text.indexOf('.');
        String whole = text.substring(from, point < from ? text.length() : point);
        String decimals = point < from ? "0" : text.substring(point + 1);
        Long units = count(whole);
        Long part = count(decimals);
        if (units == null || part == null) {
            return null;
        }
        double value = units + part / Math.pow(10, decimals.length());
        return text.charAt(0) == '-' ? Double.valueOf(-value) : Double.valueOf(value);
    }
}
