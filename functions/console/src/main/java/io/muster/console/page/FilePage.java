package io.muster.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.muster.console.state.FleetState;
import java.util.Map;

/**
 * The page that is one file: it needs no script, asks nothing of a server, is light or dark as the
 * reader's system is, and prints.
 */
public final class FilePage {

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(ContentType.Html);

    private FilePage() {}

    /** The page as HTML. */
    public static String html(FleetState state, Reader to) {
        StringOutput html = new StringOutput(64 * 1024);
        TEMPLATES.render(
                "file.jte",
                Map.of("page", FileView.of(state, to), "to", to, "style", Style.sheet()),
                html);
        return html.toString();
    }
}
