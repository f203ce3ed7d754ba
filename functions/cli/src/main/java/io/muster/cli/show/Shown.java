package io.muster.cli.show;

import io.muster.cli.output.Entry;
import io.muster.cli.output.Row;
import java.util.List;

/**
 * A finding and what belongs to it.
 *
 * @param besides what else is open about its resource, the worst first
 * @param elsewhere what the same check found about other resources
 */
record Shown(Entry entry, List<Row> besides, List<Row> elsewhere) {

    Shown {
        besides = List.copyOf(besides);
        elsewhere = List.copyOf(elsewhere);
    }
}
