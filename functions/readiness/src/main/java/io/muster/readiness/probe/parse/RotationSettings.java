package io.muster.readiness.probe.parse;

import io.muster.readiness.guest.RotationFault;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Procedure;
import io.muster.readiness.guest.RotationPolicy.Retention;
import io.muster.readiness.guest.RotationPolicy.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What logrotate's directives have set so far, in one block or outside of all. */
final class RotationSettings {

    /** logrotate's own criterion where nothing is said: a size of 1 MiB. */
    private static final long DEFAULT_SIZE = 1_048_576;

    /** Directives without a value that one with {@code no} in front of it takes back. */
    private static final Set<String> SWITCHES =
            Set.of(
                    "allowhardlink",
                    "compress",
                    "copy",
                    "copytruncate",
                    "dateext",
                    "delaycompress",
                    "missingok",
                    "renamecopy",
                    "sharedscripts",
                    "shred");

    /** Others without a value. */
    private static final Set<String> BARE =
            Set.of(
                    "datehourago",
                    "dateyesterday",
                    "errors",
                    "ifempty",
                    "ignoreduplicates",
                    "mailfirst",
                    "maillast",
                    "nocreate",
                    "nocreateolddir",
                    "nomail",
                    "notifempty");

    private final Set<String> on;
    private @Nullable Frequency frequency;
    private long size = DEFAULT_SIZE;
    private long minSize;
    private long maxSize;
    private int rotate;
    private boolean elsewhere;

    RotationSettings() {
        on = new HashSet<>();
    }

    private RotationSettings(RotationSettings other) {
        on = new HashSet<>(other.on);
        takeNumbers(other);
    }

    RotationSettings copy() {
        return new RotationSettings(this);
    }

    /** Goes back to an earlier copy. */
    void restore(RotationSettings earlier) {
        on.clear();
        on.addAll(earlier.on);
        takeNumbers(earlier);
    }

    private void takeNumbers(RotationSettings other) {
        frequency = other.frequency;
        size = other.size;
        minSize = other.minSize;
        maxSize = other.maxSize;
        rotate = other.rotate;
        elsewhere = other.elsewhere;
    }

    /** Obeys a directive that has no value; false for any other word. */
    boolean turn(String word) {
        if (SWITCHES.contains(word) || BARE.contains(word)) {
            on.add(word);
            return true;
        }
        if (word.startsWith("no") && SWITCHES.contains(word.substring(2))) {
            on.remove(word.substring(2));
            return true;
        }
        switch (word) {
            case "noolddir" -> elsewhere = false;
            case "hourly" -> frequency = Frequency.HOURLY;
            case "daily" -> frequency = Frequency.DAILY;
            case "monthly" -> frequency = Frequency.MONTHLY;
            case "yearly" -> frequency = Frequency.YEARLY;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Notes that there is a script. */
    void script(String word) {
        on.add(word);
    }

    /**
     * Obeys {@code su} with so many words; false where they do not name a user and a group, and
     * none was named before.
     */
    boolean user(int words) {
        boolean named = words == 2 || (words < 2 && on.contains("su"));
        if (named) {
            on.add("su");
        }
        return named;
    }

    /** Obeys {@code weekly} with its day; false where that is none. */
    boolean weekly(String day) {
        frequency = Frequency.WEEKLY;
        return day.isEmpty() || day.matches("\\+?0{0,9}[0-7]");
    }

    /** Obeys {@code size}, {@code minsize} or {@code maxsize}; false where the value is none. */
    boolean size(String word, String value) {
        if (value.isEmpty()) {
            return false;
        }
        char unit = value.charAt(value.length() - 1);
        int power = "kMG".indexOf(unit == 'K' ? 'k' : unit) + 1;
        if (power == 0 && !digit(unit)) {
            return false;
        }
        Long number = number(power > 0 ? value.substring(0, value.length() - 1) : value, true);
        if (number == null) {
            return false;
        }
        long bytes = number << (10 * power);
        if (bytes < 0) {
            return false;
        }
        switch (word) {
            case "size" -> {
                size = bytes;
                frequency = null;
            }
            case "minsize" -> minSize = bytes;
            default -> maxSize = bytes;
        }
        return true;
    }

    /** Obeys {@code rotate}; false where the value is no number. The number counts all the same. */
    boolean rotate(String value) {
        Long number = number(value, false);
        Long beginning = number == null ? number(digits(value), false) : number;
        rotate = beginning == null ? 0 : beginning.intValue();
        return number != null && rotate >= -1;
    }

    /** Whether {@code start}, {@code maxage} and their like can have this value. */
    static boolean isCount(String value) {
        Long number = number(value, true);
        return number != null && number.intValue() >= 0;
    }

    /** Rotated files are not to be found by the name of the log. */
    void elsewhere() {
        elsewhere = true;
    }

    /** Obeys {@code dateformat}, which may put anything behind the name of the log. */
    void dateFormat(String format) {
        elsewhere |= !format.matches("[._-]?(?:%[YmdHMSVs][._:-]?){1,16}");
    }

    private static String digits(String value) {
        int end = 0;
        while (end < value.length() && (digit(value.charAt(end)) || (end == 0 && sign(value)))) {
            end++;
        }
        return value.substring(0, end);
    }

    private static boolean sign(String value) {
        return value.startsWith("+") || value.startsWith("-");
    }

    private static boolean digit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /**
     * A number as strtol(3) and strtoull(3) read it with base 0: decimal, {@code 0x} hexadecimal,
     * {@code 0} octal, with a sign; nothing is 0. What is too large is the largest.
     */
    private static @Nullable Long number(String text, boolean unsigned) {
        String bare = text.toLowerCase(Locale.ROOT).stripLeading();
        boolean negative = bare.startsWith("-");
        String digits = sign(bare) ? bare.substring(1) : bare;
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0")) {
            radix = 8;
        }
        if (digits.isEmpty()) {
            return text.isEmpty() ? Long.valueOf(0) : null;
        }
        long value = 0;
        boolean over = false;
        for (int at = 0; at < digits.length(); at++) {
            int digit = digits.charAt(at) < 128 ? Character.digit(digits.charAt(at), radix) : -1;
            if (digit < 0) {
                return null;
            }
            over |=
                    unsigned
                            ? Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix))
                                    > 0
                            : value > (Long.MAX_VALUE - digit) / radix;
            value = value * radix + digit;
        }
        if (over) {
            return unsigned ? -1L : negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return negative ? -value : value;
    }

    RotationPolicy policy(
            @Nullable String file, List<String> patterns, List<RotationFault> faults) {
        Frequency often = frequency;
        return new RotationPolicy(
                file,
                patterns,
                new Trigger(
                        often,
                        often == null ? Long.valueOf(size) : null,
                        minSize == 0 ? null : Long.valueOf(minSize),
                        maxSize == 0 ? null : Long.valueOf(maxSize)),
                new Retention(
                        rotate < 0 ? Integer.MAX_VALUE : rotate,
                        on.contains("compress"),
                        elsewhere),
                new Procedure(
                        on.contains("copytruncate"),
                        on.contains("postrotate"),
                        on.contains("allowhardlink"),
                        on.contains("ignoreduplicates")),
                faults);
    }
}
