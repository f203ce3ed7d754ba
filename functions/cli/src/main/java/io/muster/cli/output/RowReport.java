package io.muster.cli.output;

/** A report that needs of a finding no more than its row, so that whole ones need not be read. */
abstract class RowReport implements FindingReport {

    private Origin origin = Origin.none();

    @Override
    public void begin(Origin of) {
        this.origin = of;
    }

    /** What the findings are of. */
    final Origin origin() {
        return origin;
    }

    /** What another finding tells is left out. */
    @Override
    public void add(Entry entry) {
        if (!entry.explained()) {
            add(entry.row());
        }
    }

    abstract void add(Row row);
}
