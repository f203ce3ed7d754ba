package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.DisplayWidth;

/** The beginning of the one screen alone, or all of it on one line. */
final class HeadReport extends RowReport {

    private final Page page;
    private final Hints hints;
    private final boolean oneLine;
    private final OpenWork work = new OpenWork();

    HeadReport(Page page, Hints hints, boolean oneLine) {
        this.page = page;
        this.hints = hints;
        this.oneLine = oneLine;
    }

    @Override
    void add(Row row) {
        work.add(row);
    }

    @Override
    public void end(Totals totals) {
        ScreenHead head = new ScreenHead(page, hints);
        if (oneLine) {
            // Not cut: a script may read it.
            page.line(Printable.line(head.line(origin(), totals, work)));
        } else {
            head.lines(origin(), totals, work, false)
                    .forEach(
                            line ->
                                    page.line(
                                            page.style().colour()
                                                    ? line
                                                    : DisplayWidth.cut(line, page.columns())));
        }
        page.out().flush();
    }
}
