package io.muster.cli.output;

import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;

/** When colours are written. */
public enum ColorMode {
    /** On a terminal, but for NO_COLOR. */
    AUTO,
    ALWAYS,
    NEVER;

    Terminal on(Terminal terminal) {
        return switch (this) {
            case AUTO -> terminal;
            case ALWAYS -> with(terminal, true);
            case NEVER -> with(terminal, false);
        };
    }

    private static Terminal with(Terminal terminal, boolean colour) {
        return terminal.with(
                new Style(colour, terminal.style().unicode()),
                new Style(colour, terminal.errorStyle().unicode()));
    }
}
