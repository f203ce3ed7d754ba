package io.muster.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The templates of {@code src/main/jte}, of which the build makes classes. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private static final int USUAL_LENGTH = 64 * 1024;

    private Templates() {}

    /** Writes a template for a reader, with the style sheet. */
    static String render(String name, Map<String, ?> values, Reader to) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("to", to);
        all.put("style", Style.sheet());
        StringOutput html = new StringOutput(USUAL_LENGTH);
        ENGINE.render(name, all, html);
        return html.toString();
    }
}
