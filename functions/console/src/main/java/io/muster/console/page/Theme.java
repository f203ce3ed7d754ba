package io.muster.console.page;

import java.util.Locale;

/** The colours of a page. */
public enum Theme {
    /** Those that the reader's system prefers. */
    AUTO,
    LIGHT,
    DARK;

    /** The name of its class in the style sheet, without the prefix. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
