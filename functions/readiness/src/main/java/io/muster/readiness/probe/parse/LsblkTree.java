package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code lsblk} and {@code lsblk -f} as a person reads them: columns under their headings, cells
 * that may be empty, a tree of lines before the names. What a cell belongs to is told by where it
 * stands, so that this is the last resort.
 */
public final class LsblkTree {

    private static final Set<String> RIGHT_ALIGNED =
            Set.of("SIZE", "RM", "RO", "FSAVAIL", "FSUSE%", "FSSIZE", "FSUSED");

    private static final String BRANCHES = " │├└─┌┬┴┼|`-+";

    private final List<Column> columns = new ArrayList<>();
    private final Rows<BlockDevice> rows = new Rows<>("lsblk", DeviceTree.MOST);

    private LsblkTree() {}

    private record Column(String name, int start, int end) {

        boolean heads(int from, int to) {
            return from < end && to > start;
        }

        boolean fits(int from, int to) {
            return RIGHT_ALIGNED.contains(name) ? to == end : from == start;
        }
    }

    public static Fact<Listing<BlockDevice>> parse(String output) {
        return new LsblkTree().read(output);
    }

    private Fact<Listing<BlockDevice>> read(String output) {
        DeviceTree tree = new DeviceTree(rows);
        List<String> above = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (String line : rows.lines(output)) {
            if (columns.isEmpty()) {
                heading(line);
                continue;
            }
            int indent = indent(line);
            Map<String, String> cells = cells(line, indent);
            String name = cells.get("NAME");
            if (name == null) {
                continue;
            }
            while (!indents.isEmpty() && indents.getLast() >= indent) {
                indents.removeLast();
                above.removeLast();
            }
            tree.add(device(name, cells), above.isEmpty() ? null : above.getLast());
            above.add(Field.text(name));
            indents.add(indent);
        }
        return tree.some(output);
    }

    private void heading(String line) {
        if (!line.startsWith("NAME")) {
            return;
        }
        int at = 0;
        for (String word : Field.words(line)) {
            int start = line.indexOf(word, at);
            columns.add(new Column(word, start, start + word.length()));
            at = start + word.length();
        }
    }

    /** Where the name begins, behind the tree's branches. */
    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && BRANCHES.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private Map<String, String> cells(String line, int indent) {
        Map<String, String> cells = new HashMap<>();
        int at = indent;
        Column last = columns.getFirst();
        while (at < line.length()) {
            int from = at;
            while (from < line.length() && line.charAt(from) == ' ') {
                from++;
            }
            int to = from;
            while (to < line.length() && line.charAt(to) != ' ') {
                to++;
            }
            if (from == to) {
                break;
            }
            last = at == indent && from == indent ? nameOr(from) : column(from, to, last);
            if (last.name().startsWith("MOUNTPOINT")) {
                cells.put("MOUNTPOINT", line.substring(from));
                break;
            }
            cells.merge(last.name(), line.substring(from, to), (one, two) -> one + " " + two);
            at = to;
        }
        return cells;
    }

    /** A line without a name goes on with the mount points of the one before. */
    private Column nameOr(int from) {
        return columns.size() > 1 && from >= columns.get(1).start()
                ? columns.getLast()
                : columns.getFirst();
    }

    private Column column(int from, int to, Column last) {
        for (Column column : columns) {
            if (column.fits(from, to)) {
                return column;
            }
        }
        for (Column column : columns) {
            if (column.heads(from, to)) {
                return column;
            }
        }
        return last;
    }

    private static BlockDevice device(String name, Map<String, String> cells) {
        return new BlockDevice(
                Field.text(name),
                Field.orNull(cells.get("TYPE")),
                Numbers.size(cells.get("SIZE"), 1),
                Field.orNull(cells.get("FSTYPE")),
                Field.orNull(cells.get("LABEL")),
                Field.orNull(cells.get("UUID")),
                mountPoint(cells.get("MOUNTPOINT")),
                Json.truth(cells.get("RO")),
                Field.orNull(cells.get("MODEL")),
                EbsVolume.id(cells.get("SERIAL")),
                List.of());
    }

    private static List<String> mountPoint(@Nullable String cell) {
        String point = Field.orNull(cell == null ? null : Field.unescaped(cell));
        return point == null ? List.of() : List.of(point);
    }
}
