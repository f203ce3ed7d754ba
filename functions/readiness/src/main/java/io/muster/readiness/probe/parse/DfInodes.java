package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.FileSystem.Inodes;
import io.muster.readiness.guest.Listing;
import java.util.List;

/** {@code df -Pi}, of GNU coreutils ({@code IUsed IFree IUse%}) and of busybox. */
public final class DfInodes {

    private DfInodes() {}

    /** The inodes of the file system that is mounted there. */
    public record Mounted(String device, String mountPoint, Inodes inodes) {}

    public static Fact<Listing<Mounted>> parse(String output) {
        Rows<Mounted> rows = new Rows<>("df -i", Df.MOST, output);
        List<String> lines = rows.lines();
        for (DfRow row : DfRow.all(lines, DfRow.Header.of(lines))) {
            Long total = row == null ? null : Numbers.size(row.amounts().get(0), 1);
            Long used = row == null ? null : Numbers.size(row.amounts().get(1), 1);
            Long free = row == null ? null : Numbers.size(row.amounts().get(2), 1);
            if (row == null) {
                rows.unreadable();
            } else if (total != null && used != null && free != null) {
                rows.add(
                        new Mounted(row.device(), row.mountPoint(), new Inodes(total, used, free)));
            }
        }
        return rows.some();
    }
}
