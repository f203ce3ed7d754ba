package io.muster.aws.client;

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
        for (Region region : ALL) {
            if (region.id().equals(wanted)) {
                return region;
            }
        }
        throw new IllegalArgumentException(
                "no AWS region is called '%s'%s"
                        .formatted(Untrusted.line(code.strip(), 40), suggestion(wanted)));
    }

    private static String suggestion(String wanted) {
        if (wanted.isEmpty() || wanted.length() > 40) {
            return ": a region's code looks like us-east-1";
        }
        Region nearest = ALL.get(0);
        int least = Integer.MAX_VALUE;
        for (Region region : ALL) {
            int distance = distance(wanted, region.id());
            if (distance < least) {
                nearest = region;
                least = distance;
            }
        }
        return least <= FARTHEST
                ? ": did you mean %s?".formatted(nearest.id())
                : ": a region's code looks like us-east-1";
    }

    /** Levenshtein's distance, in which two neighbours that changed places count once. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(int[][] cost, String one, String other, int i, int j) {
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(
                        cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
