package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.fact.Fact;
import java.util.Locale;

/** The domain's constants as words in a sentence. */
public final class Labels {

    private Labels() {}

    /** {@code High availability}. */
    public static String of(ChecklistRow row) {
        String words = row.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code not ready}. */
    public static String of(Status status) {
        return switch (status) {
            case READY -> "ready";
            case NOT_READY -> "not ready";
            case UNKNOWN -> "unknown";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    /** {@code denied}. */
    static String of(Fact.Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code 1 volume}, {@code 2 volumes}. */
    public static String count(long number, String noun) {
        String plural =
                noun.endsWith("y")
                        ? noun.substring(0, noun.length() - 1) + "ies"
                        : noun.endsWith("s") ? noun + "es" : noun + "s";
        return number(number) + " " + (number == 1 ? noun : plural);
    }

    /** With separators of thousands, the same in every locale. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
