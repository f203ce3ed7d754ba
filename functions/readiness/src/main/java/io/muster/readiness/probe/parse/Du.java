package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.Listing;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * {@code du -k}, {@code du -h}: a size, a tab, a path. A number without a letter counts KiB. The
 * probe writes {@code timeout} for the size of a directory with which du did not come to an end.
 * The biggest come first, whatever the order of the output; those that were not measured last.
 */
public final class Du {

    private static final int MOST = 2_000;
    private static final String TIMEOUT = "timeout";

    private Du() {}

    public static Fact<Listing<DirectorySize>> parse(String output) {
        return Rows.of("du", MOST, output, Du::row)
                .some()
                .map(listing -> listing.sorted(Comparator.comparingLong(Du::measured).reversed()));
    }

    private static long measured(DirectorySize directory) {
        Long bytes = directory.bytes();
        return bytes == null ? -1 : bytes;
    }

    private static @Nullable DirectorySize row(String line) {
        int tab = line.indexOf('\t');
        int end = tab > 0 ? tab : line.indexOf(' ');
        if (end <= 0) {
            return null;
        }
        String size = line.substring(0, end);
        Long bytes = Numbers.size(size, 1_024);
        String path = line.substring(end + 1);
        String bare = tab > 0 ? path : path.strip();
        return bare.isEmpty() || (bytes == null && !size.equals(TIMEOUT))
                ? null
                : new DirectorySize(Field.text(bare), bytes);
    }
}
