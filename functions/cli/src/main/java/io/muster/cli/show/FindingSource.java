package io.muster.cli.show;

import io.muster.cli.output.Entry;
import io.muster.cli.output.Row;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Set;

/** Where findings are: a table, or what was kept of the last scan. */
interface FindingSource {

    /** What it is called in a sentence. */
    Message name();

    /** The findings of that id: one or none. */
    List<Entry> byId(String id);

    /** The findings of a resource of that id or Name, open and resolved. */
    List<Entry> ofResource(String idOrName);

    /** The open findings of one check and verdict. */
    List<Row> ofCheck(Row like);

    /** The open findings whose ids begin so; no more than {@code max}. */
    List<String> beginningWith(String id, int max);

    /** The ids and Names that it knows. */
    Set<String> resources();
}
