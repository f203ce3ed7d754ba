package io.muster.console.page;

import io.muster.readiness.text.Message;
import java.util.List;

/**
 * What is told above a page, such as what became of a decision.
 *
 * @param good whether it is what was asked for
 * @param lines none where there is nothing to tell
 */
public record Notice(boolean good, List<Message> lines) {

    /** Nothing to tell. */
    public static final Notice NONE = new Notice(true, List.of());

    public Notice {
        lines = List.copyOf(lines);
    }
}
