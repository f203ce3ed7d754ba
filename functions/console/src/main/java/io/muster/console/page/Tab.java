package io.muster.console.page;

import io.muster.readiness.text.Message;
import java.util.stream.Stream;

/** What the widget shows, in the order of its tabs; the first where nothing else is asked for. */
public enum Tab {
    OVERVIEW,
    FINDINGS,
    INSTANCES,
    WORKLOADS,
    GRAVITON,
    DECISIONS;

    /** A tab as it is drawn. */
    public record View(String page, String title, boolean current) {}

    /** The tab of a page; the overview for what is none. */
    static Tab of(String page) {
        return Stream.of(values())
                .filter(tab -> Tone.of(tab).equals(page))
                .findFirst()
                .orElse(OVERVIEW);
    }

    View view(Tab current, Reader to) {
        return new View(Tone.of(this), to.text(title()), this == current);
    }

    private Message title() {
        return switch (this) {
            case OVERVIEW -> Message.of("console.overview");
            case FINDINGS -> Message.of("console.findings");
            case INSTANCES -> Message.of("console.instances");
            case WORKLOADS -> Message.of("console.workloads");
            case GRAVITON -> Message.of("console.graviton");
            case DECISIONS -> Message.of("console.decisions");
        };
    }
}
