package io.muster.readiness.probe.parse;

import java.util.ArrayList;
import java.util.List;

/** Lines that the probe itself puts together: fields between tabs, the last may hold more tabs. */
final class Tabbed {

    private Tabbed() {}

    /** The fields of a line, as many as asked for at most; the last takes the rest. */
    static List<String> fields(String line, int most) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (fields.size() < most - 1) {
            int tab = line.indexOf('\t', from);
            if (tab < 0) {
                break;
            }
            fields.add(line.substring(from, tab));
            from = tab + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }
}
