package io.muster.aws.client;

import io.muster.readiness.text.Nearest;
import io.muster.readiness.text.Untrusted;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.regions.Region;

/** The regions that the SDK knows, and help with the spelling of one that it does not. */
public final class Regions {

    private static final List<Region> ALL =
            Region.regions().stream()
                    .filter(region -> !region.isGlobalRegion())
                    .sorted(Comparator.comparing(Region::id))
                    .toList();

    /** Further than this from every region, a word is not a misspelling of one. */
    private static final int FARTHEST = 4;

    private Regions() {}

    /** Every region of every partition, in the order of the codes. */
    public static List<Region> all() {
        return ALL;
    }

    /**
     * The region with a code.
     *
     * @throws IllegalArgumentException naming the code, and the nearest one that exists, for a code
     *     that the SDK's metadata does not have
     */
    public static Region of(String code) {
        String wanted = code.strip().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(region -> region.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(code.strip(), wanted)));
    }

    private static String unknown(String code, String wanted) {
        return "no AWS region is called '%s'%s"
                .formatted(Untrusted.line(code, 40), suggestion(wanted));
    }

    private static String suggestion(String wanted) {
        if (wanted.isEmpty() || wanted.length() > 40) {
            return ": a region's code looks like us-east-1";
        }
        return ALL.stream()
                .map(Region::id)
                .filter(id -> Nearest.distance(wanted, id) <= FARTHEST)
                .min(Comparator.comparingInt(id -> Nearest.distance(wanted, id)))
                .map(": did you mean %s?"::formatted)
                .orElse(": a region's code looks like us-east-1");
    }
}
