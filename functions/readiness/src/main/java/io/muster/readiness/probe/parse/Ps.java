package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Processes;
import io.muster.readiness.guest.Processes.Running;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ps -o pid=,ppid=,user=,rss=,pcpu=,etime=,comm=}, and busybox's {@code ps -o
 * pid,ppid,user,rss,comm}; then {@code count} and how many there are. Resident memory is in KiB, in
 * busybox with a letter where it is large.
 */
public final class Ps {

    private static final int MOST = 500;

    private Ps() {}

    /**
     * Reads the list.
     *
     * @param busybox whether share and duration are left out
     */
    public static Fact<Processes> parse(String output, boolean busybox) {
        Rows<Running> rows = new Rows<>("ps", MOST, output);
        Long count = null;
        for (String line : rows.lines()) {
            if (line.startsWith("count\t")) {
                count = Numbers.count(line.substring(6));
            } else {
                rows.add(process(line, busybox));
            }
        }
        return count == null && rows.items().isEmpty()
                ? Unreadable.of("ps", output)
                : Fact.known(new Processes(count, rows.listing()));
    }

    private static @Nullable Running process(String line, boolean busybox) {
        int name = busybox ? 4 : 6;
        List<String> words = Field.words(line);
        if (words.size() <= name) {
            return null;
        }
        Integer pid = Numbers.small(words.get(0));
        Integer parent = Numbers.small(words.get(1));
        Long resident = Numbers.size(words.get(3), 1_024);
        return pid == null || parent == null || resident == null
                ? null
                : new Running(
                        pid,
                        parent,
                        Field.text(words.get(2)),
                        resident,
                        busybox ? null : Numbers.decimal(words.get(4)),
                        Field.text(Field.after(line, name).strip()));
    }
}
