package io.muster.cli.report;

import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a report, ready to be written in any format. */
interface PartPage {

    Message title();

    /** Appends it to a document. */
    void write(Document document);

    /** The same for programs, in English. */
    Map<String, @Nullable Object> fields();

    /** The same as lines of cells, the names first. */
    List<List<String>> lines();

    /** Whether all that it is about was read, and lately. */
    boolean complete();
}
