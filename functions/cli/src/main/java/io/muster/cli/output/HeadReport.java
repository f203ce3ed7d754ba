package io.muster.cli.output;

import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.DisplayWidth;
import java.io.PrintStream;

/** The beginning of the one screen alone, or all of it on one line. */
final class HeadReport extends RowReport {

    private final PrintStream out;
    private final Terminal terminal;
    private final boolean oneLine;
    private final OpenWork work = new OpenWork();

    HeadReport(PrintStream out, Terminal terminal, boolean oneLine) {
        this.out = out;
        this.terminal = terminal;
        this.oneLine = oneLine;
    }

    @Override
    void add(Row row) {
        work.add(row);
    }

    @Override
    public void end(Totals totals) {
        if (oneLine) {
            // Not cut: a script may read it.
            out.println(Printable.line(ScreenHead.line(origin(), totals, work)));
        } else {
            new ScreenHead(terminal.style(), terminal.columns())
                    .lines(origin(), totals, work)
                    .forEach(
                            line ->
                                    out.println(
                                            terminal.style().colour()
                                                    ? line
                                                    : DisplayWidth.cut(line, terminal.columns())));
        }
        out.flush();
    }
}
