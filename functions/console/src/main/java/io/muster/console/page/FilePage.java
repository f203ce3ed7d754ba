package io.muster.console.page;

import io.muster.console.state.FleetState;
import java.util.Map;

/**
 * The page that is one file: it needs no script, asks nothing of a server, is light or dark as the
 * reader's system is, and prints.
 */
public final class FilePage {

    private FilePage() {}

    /** The page as HTML. */
    public static String html(FleetState state, Reader to) {
        return Templates.render("file.jte", Map.of("page", FileView.of(state, to)), to);
    }
}
