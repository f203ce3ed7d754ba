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

    private static final int MAX_CODE = 40;

    private Regions() {}

    /** Every region of every partition, in the order of the codes. */
    public static List<Region> all() {
        return ALL;
    }

    /**
     * The region with a code.
     *
     * @throws UnknownRegion naming the code, and the nearest one that exists, for a code that the
     *     SDK's metadata does not have
     */
    public static Region of(String code) {
        String wanted = code.strip().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(region -> region.id().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UnknownRegion(
                                        Untrusted.line(code.strip(), MAX_CODE), nearest(wanted)));
    }

    private static String nearest(String wanted) {
        if (wanted.isEmpty() || wanted.length() > MAX_CODE) {
            return "";
        }
        return ALL.stream()
                .map(Region::id)
                .filter(id -> Nearest.distance(wanted, id) <= FARTHEST)
                .min(Comparator.comparingInt(id -> Nearest.distance(wanted, id)))
                .orElse("");
    }
}
