package io.muster.console.page;

import java.util.Locale;

/** The names by which the style sheet knows what has one of a few values. */
public final class Tone {

    private Tone() {}

    /** Such as {@code not-ready} or {@code high-availability}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
