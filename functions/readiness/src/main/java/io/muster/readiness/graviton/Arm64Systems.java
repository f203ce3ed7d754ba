package io.muster.readiness.graviton;

import io.muster.readiness.guest.OperatingSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oldest release of each distribution that runs on Graviton2 and newer.
 *
 * @see <a href="https://github.com/aws/aws-graviton-getting-started/blob/main/os.md">Operating
 *     systems available for Graviton based instances</a>
 */
public final class Arm64Systems {

    /** By the id of os-release. Where two names are one system in all but name, both stand here. */
    private static final Map<String, String> OLDEST =
            Map.ofEntries(
                    Map.entry("amzn", "2"),
                    Map.entry("ubuntu", "18.04"),
                    Map.entry("debian", "10"),
                    Map.entry("rhel", "8.2"),
                    Map.entry("centos", "8"),
                    Map.entry("rocky", "8.4"),
                    Map.entry("almalinux", "8.4"),
                    Map.entry("ol", "8"),
                    Map.entry("fedora", "33"),
                    Map.entry("sles", "15.2"),
                    Map.entry("sles_sap", "15.2"),
                    Map.entry("opensuse-leap", "15.2"),
                    Map.entry("alpine", "3.12.7"));

    private static final int LONGEST = 32;

    private Arm64Systems() {}

    /** The oldest release of each distribution, by its id. */
    static SortedMap<String, String> table() {
        return new TreeMap<>(OLDEST);
    }

    /** The oldest release; empty for a distribution that is not in the list. */
    public static Optional<String> oldest(OperatingSystem system) {
        return Optional.ofNullable(OLDEST.get(system.id()));
    }

    /** Whether a release runs there; null where the distribution or its version is not known. */
    public static @Nullable Boolean supports(OperatingSystem system) {
        String oldest = OLDEST.get(system.id());
        String version = system.versionId();
        if (oldest == null || version == null) {
            return null;
        }
        List<Integer> have = numbers(firstAmazonLinux(system) ? "1" : version);
        return have.isEmpty() ? null : compare(have, numbers(oldest)) >= 0;
    }

    /** Amazon Linux 1 calls itself by the month, such as 2018.03; its successors by 2 and 2023. */
    private static boolean firstAmazonLinux(OperatingSystem system) {
        String version = system.versionId();
        return system.id().equals("amzn") && version != null && version.matches("201\\d\\.\\d\\d");
    }

    private static List<Integer> numbers(String version) {
        boolean sound =
                version.length() <= LONGEST
                        && version.matches("\\d{1,8}(\\.\\d{1,8}){0,3}([^0-9.].*)?");
        if (!sound) {
            return List.of();
        }
        String digits = version.replaceFirst("[^0-9.].*$", "");
        return Arrays.stream(digits.split("\\.", -1)).map(Integer::valueOf).toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            // 8 alone may be any 8.x: a distribution that tells no minor release gets its newest.
            int a = i < one.size() ? one.get(i) : Integer.MAX_VALUE;
            int b = i < other.size() ? other.get(i) : 0;
            if (a != b) {
                return Integer.compare(a, b);
            }
        }
        return 0;
    }
}
