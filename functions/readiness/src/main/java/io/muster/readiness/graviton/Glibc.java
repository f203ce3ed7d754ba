package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Packages.Installed;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The C library of a distribution, which is the same for both processors of a release: the arm64
 * image of the host's release has the host's.
 */
final class Glibc {

    /** The glibc of the oldest distributions for aarch64: every release has it. */
    static final String OLDEST = "2.17";

    private static final Pattern VERSION = Pattern.compile("(?:\\d+:)?(2\\.\\d{1,3})(?:\\D.*)?");

    /** By id and version of os-release, where the package's version is not known. */
    private static final Map<String, String> RELEASES =
            Map.ofEntries(
                    Map.entry("amzn 2", "2.26"),
                    Map.entry("amzn 2023", "2.34"),
                    Map.entry("debian 10", "2.28"),
                    Map.entry("debian 11", "2.31"),
                    Map.entry("debian 12", "2.36"),
                    Map.entry("debian 13", "2.41"),
                    Map.entry("ubuntu 18.04", "2.27"),
                    Map.entry("ubuntu 20.04", "2.31"),
                    Map.entry("ubuntu 22.04", "2.35"),
                    Map.entry("ubuntu 24.04", "2.39"),
                    Map.entry("el 7", "2.17"),
                    Map.entry("el 8", "2.28"),
                    Map.entry("el 9", "2.34"),
                    Map.entry("el 10", "2.39"));

    private Glibc() {}

    /** The version, such as {@code 2.31}; {@link Code#MUSL}; null where it is not known. */
    static @Nullable String of(GuestFacts guest) {
        if (guest.identity().operatingSystem() instanceof Known<OperatingSystem> known
                && known.value().id().equals("alpine")) {
            return Code.MUSL;
        }
        if (guest.software().packages() instanceof Known<Packages> packages) {
            for (Installed installed : packages.value().builtForMachine()) {
                String version = installed.version();
                boolean library =
                        installed.name().equals("glibc") || installed.name().equals("libc6");
                if (library && version != null) {
                    Matcher matcher = VERSION.matcher(version);
                    if (matcher.matches()) {
                        return matcher.group(1);
                    }
                }
            }
        }
        return guest.identity().operatingSystem() instanceof Known<OperatingSystem> known
                ? ofRelease(known.value())
                : null;
    }

    private static @Nullable String ofRelease(OperatingSystem system) {
        String version = system.versionId();
        if (version == null) {
            return null;
        }
        String exact = RELEASES.get(system.id() + " " + version);
        boolean enterprise =
                system.id().equals("rhel")
                        || system.id().equals("centos")
                        || system.idLike().contains("rhel");
        return exact != null || !enterprise
                ? exact
                : RELEASES.get("el " + version.replaceFirst("\\..*", ""));
    }

    /**
     * Whether a library loads; null where that is not known.
     *
     * @param needed the glibc that it needs, {@code musl} or {@code any}; null where not known
     * @param there the target's; null where not known
     */
    static @Nullable Boolean loads(@Nullable String needed, @Nullable String there) {
        if (needed == null || needed.equals(Code.NOT_SEEN)) {
            return null;
        }
        if (needed.equals(Code.ANY) || needed.equals(there)) {
            return true;
        }
        if (needed.equals(Code.MUSL) || Code.MUSL.equals(there)) {
            // What is for glibc may load on Alpine, through gcompat.
            return Code.MUSL.equals(there) ? null : false;
        }
        int minor = minor(needed);
        if (minor <= minor(OLDEST)) {
            return true;
        }
        return there == null ? null : minor <= minor(there);
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
