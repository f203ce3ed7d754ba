package io.muster.console.state;

import java.util.List;

/**
 * A part of a list of open findings.
 *
 * @param next where the next part begins, for {@link FleetSource#open}; empty at the end
 */
public record OpenPage(List<OpenRow> rows, String next) {

    public OpenPage {
        rows = List.copyOf(rows);
    }
}
