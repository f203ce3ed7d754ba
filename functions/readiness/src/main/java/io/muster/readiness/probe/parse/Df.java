package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code df} of GNU coreutils and busybox: {@code -PTk}, {@code -Pk}, {@code -hT}, {@code -k}. The
 * header tells whether there is a type and what a block is.
 */
public final class Df {

    /** More mounts than this are counted, not kept. */
    static final int MOST = 500;

    private Df() {}

    public static Fact<Listing<FileSystem>> parse(String output) {
        Rows<FileSystem> rows = new Rows<>("df", MOST, output);
        List<String> lines = rows.lines();
        DfRow.Header header = DfRow.Header.of(lines);
        for (DfRow row : DfRow.all(lines, header)) {
            rows.add(row == null ? null : fileSystem(row, header.block()));
        }
        return rows.some();
    }

    private static FileSystem fileSystem(DfRow row, long block) {
        return new FileSystem(
                row.device(),
                row.type(),
                row.mountPoint(),
                new FileSystem.Space(
                        Numbers.size(row.amounts().get(0), block),
                        Numbers.size(row.amounts().get(1), block),
                        available(row.amounts().get(2), block),
                        Numbers.percent(row.share())),
                null,
                null);
    }

    /** Less than nothing is nothing. */
    private static @Nullable Long available(String amount, long block) {
        if (amount.startsWith("-") && amount.length() > 1) {
            return 0L;
        }
        return Numbers.size(amount, block);
    }
}
