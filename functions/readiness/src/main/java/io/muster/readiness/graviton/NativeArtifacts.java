package io.muster.readiness.graviton;

import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.guest.NativeLibrary.Sum;
import io.muster.readiness.guest.ProcessorSpelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What public artifacts with native code do on arm64, by version, as it was measured; and the
 * natives in them by size and CRC-32, which tell an artifact whatever its file is called.
 */
public final class NativeArtifacts {

    static final String ARTIFACTS = "native-artifacts.csv";
    static final String NATIVES = "arm64-natives.csv";

    /** When the artifacts were measured. */
    public static final String MEASURED = "2026-11-29";

    private static final Pattern VERSION =
            Pattern.compile(
                    "\\d+(?:\\.\\d+)*(?:[.-](?:\\d+|Final|GA|[MR]C?\\d*|alpha\\d*|beta\\d*)(?![A-Za-z]))*");

    private static final Pattern NODE_PACKAGE =
            Pattern.compile("^.*/node_modules/((?:@[^/]+/)?[^/]+)/");

    /** Whether a version has a file for aarch64. */
    public enum Native {
        /** It has, and the loader finds it. */
        PRESENT,
        /** It has, under a name for which the loader never asks. */
        UNASKED,
        /** Some of its natives have, others have not. */
        PARTLY,
        NONE,
        /** In an artifact of its own. */
        ELSEWHERE,
        /** It is built or fetched when the package is installed. */
        INSTALLED
    }

    /** What happens on arm64 without the file, the gravest first. */
    public enum Without {
        BREAKS,
        /** It was not tried. */
        UNKNOWN,
        WRONG_IDS,
        OLD_SQLITE,
        ESCAPE_CODES,
        JDK_TLS,
        JDK_CIPHERS,
        NIO,
        JAVA,
        JAVASCRIPT,
        /** The same as with it. */
        RUNS
    }

    /**
     * The versions of an artifact that are alike.
     *
     * @param from the first of them
     * @param libc the glibc that the aarch64 file needs, or {@code any}; null where that was not
     *     measured, and without a file
     * @param upgrade the version that mends it, an artifact to use, {@code install} or {@code
     *     never}; empty where none is known
     */
    public record Versions(
            String from, Native content, @Nullable String libc, Without without, String upgrade) {}

    /**
     * A public artifact.
     *
     * @param name {@code group:artifact} of Maven, or the package of npm
     * @param path how the names of its entries begin, in small letters and without the processor,
     *     or those of its files; empty where they do not tell
     * @param versions the oldest first
     */
    public record Artifact(String ecosystem, String name, String path, List<Versions> versions) {

        public Artifact {
            versions = List.copyOf(versions);
        }

        /** The last part of the name, as Maven's files begin. */
        String id() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** What holds for a version. */
        public Versions at(String version) {
            Versions found = versions.getFirst();
            for (Versions each : versions) {
                if (compare(each.from(), version) <= 0) {
                    found = each;
                }
            }
            return found;
        }

        /** Of the versions without a file that a loader finds, the gravest; of those the last. */
        Optional<Versions> without() {
            return versions.stream()
                    .filter(each -> each.content() != Native.PRESENT)
                    .reduce(
                            (one, other) ->
                                    one.without().compareTo(other.without()) < 0 ? one : other);
        }

        /** Whether an entry is of it, by its name and by the same without the processor. */
        boolean owns(String file, String bare) {
            return !path.isEmpty() && (path.indexOf('/') >= 0 ? bare : file).startsWith(path);
        }
    }

    /**
     * An artifact that a library is of.
     *
     * @param version null where it is not known
     */
    record Release(Artifact artifact, @Nullable String version) {

        @Nullable Versions at() {
            return version == null ? null : artifact.at(version);
        }

        boolean is(String name) {
            return artifact.name().equals(name);
        }
    }

    /** A native as it was measured in an artifact. */
    record Measured(
            String artifact,
            String version,
            String entry,
            Machine machine,
            @Nullable String libc) {}

    private final List<Artifact> all;
    private final Map<String, Artifact> byName = new HashMap<>();

    /** Packages of npm by their names without the processor. */
    private final Map<String, Artifact> packages = new HashMap<>();

    private final Map<Sum, Measured> natives;

    private NativeArtifacts(List<Artifact> all, Map<Sum, Measured> natives) {
        this.all = all;
        this.natives = natives;
        for (Artifact each : all) {
            byName.put(each.name(), each);
            if (each.ecosystem().equals("npm")) {
                packages.put(bare(each.name()), each);
            }
        }
    }

    /** The table, read when it is first asked for. */
    public static NativeArtifacts table() {
        return Table.OF_ALL;
    }

    /** Holds the table, so that it is read only where a guest has native code. */
    private static final class Table {
        private static final NativeArtifacts OF_ALL = read();
    }

    public List<Artifact> all() {
        return all;
    }

    /** The artifact of a name. */
    public Optional<Artifact> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What was measured of a file of this size and CRC-32. */
    Optional<Measured> measured(NativeLibrary library) {
        Sum sum = library.code().sum();
        return sum == null ? Optional.empty() : Optional.ofNullable(natives.get(sum));
    }

    /** The artifact that a library is of, by what its archive says, by names and by content. */
    Optional<Release> of(NativeLibrary library) {
        if (library.kind() == Kind.NODE_ADDON || library.kind() == Kind.DIRECTORY) {
            return ofPackage(library);
        }
        Measured exact = measured(library).orElse(null);
        String entry = Objects.requireNonNullElse(library.name(), "");
        String file = entry.substring(entry.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String bare = ProcessorSpelling.withoutProcessor(entry);
        List<Release> candidates = new ArrayList<>();
        for (String coordinates : library.code().artifacts()) {
            int end = coordinates.lastIndexOf(':');
            if (end > 0 && byName.containsKey(coordinates.substring(0, end))) {
                candidates.add(
                        release(coordinates.substring(0, end), coordinates.substring(end + 1)));
            }
        }
        candidates.addAll(ofFile(library.path()));
        // Two artifacts may have files of one name: what is in them tells which it is.
        if (exact != null && candidates.stream().anyMatch(each -> each.is(exact.artifact()))) {
            candidates.removeIf(each -> !each.is(exact.artifact()));
        }
        return first(candidates, each -> each.artifact().owns(file, bare))
                .or(() -> first(candidates, each -> each.artifact().path().isEmpty()))
                .or(
                        () ->
                                exact != null && byName.containsKey(exact.artifact())
                                        ? Optional.of(release(exact.artifact(), exact.version()))
                                        : Optional.empty())
                .or(
                        () ->
                                all.stream()
                                        .filter(each -> each.owns(file, bare))
                                        .findFirst()
                                        .map(each -> new Release(each, null)));
    }

    private static Optional<Release> first(List<Release> of, Predicate<Release> wanted) {
        return of.stream().filter(wanted).findFirst();
    }

    private Release release(String name, String version) {
        return new Release(Objects.requireNonNull(byName.get(name)), version);
    }

    /** By the name of a jar: {@code artifact-version[-classifier].jar}. */
    private List<Release> ofFile(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        List<Release> found = new ArrayList<>();
        for (Artifact each : all) {
            String id = each.id() + "-";
            if (each.ecosystem().equals("maven")
                    && file.startsWith(id)
                    && file.length() > id.length()
                    && Character.isDigit(file.charAt(id.length()))) {
                Matcher version = VERSION.matcher(file).region(id.length(), file.length());
                found.add(new Release(each, version.lookingAt() ? plain(version.group()) : null));
            }
        }
        return found;
    }

    /** {@code 1.2.3.jar} has no part that the pattern takes for one. */
    private static String plain(String version) {
        return version.endsWith(".") ? version.substring(0, version.length() - 1) : version;
    }

    private Optional<Release> ofPackage(NativeLibrary library) {
        Matcher matcher = NODE_PACKAGE.matcher(library.path());
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        String version =
                library.code().artifacts().stream()
                        .filter(each -> each.startsWith(name + "@"))
                        .map(each -> each.substring(name.length() + 1))
                        .findFirst()
                        .orElse(null);
        return Optional.ofNullable(packages.get(bare(name)))
                .map(each -> new Release(each, version));
    }

    private static String bare(String name) {
        String bare = ProcessorSpelling.withoutProcessor(name);
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static NativeArtifacts read() {
        Map<String, List<List<String>>> lines = new LinkedHashMap<>();
        for (List<String> row : CsvResource.rows(ARTIFACTS, 7)) {
            lines.computeIfAbsent(row.get(0) + " " + row.get(1), unused -> new ArrayList<>())
                    .add(row);
        }
        List<Artifact> all =
                lines.values().stream()
                        .map(
                                rows ->
                                        new Artifact(
                                                rows.getFirst().get(0),
                                                rows.getFirst().get(1),
                                                path(rows.getFirst().get(6)),
                                                rows.stream()
                                                        .map(NativeArtifacts::versions)
                                                        .toList()))
                        .toList();
        Map<Sum, Measured> natives = new HashMap<>();
        for (List<String> row : CsvResource.rows(NATIVES, 7)) {
            natives.putIfAbsent(
                    new Sum(Long.parseLong(row.get(5)), Long.parseLong(row.get(6), 16)),
                    new Measured(
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            Machine.ofElf(Integer.parseInt(row.get(3))),
                            row.get(4).equals("unknown") ? null : row.get(4)));
        }
        return new NativeArtifacts(all, natives);
    }

    private static String path(String written) {
        return written.indexOf('/') < 0
                ? written.toLowerCase(Locale.ROOT)
                : ProcessorSpelling.withoutProcessor(written);
    }

    private static Versions versions(List<String> row) {
        String has = row.get(3);
        Native content =
                switch (has) {
                    case "none" -> Native.NONE;
                    case "unasked" -> Native.UNASKED;
                    case "partly" -> Native.PARTLY;
                    case "elsewhere" -> Native.ELSEWHERE;
                    case "install" -> Native.INSTALLED;
                    default -> Native.PRESENT;
                };
        String libc = content != Native.PRESENT || has.equals("yes") ? null : has;
        return new Versions(
                row.get(2),
                content,
                libc,
                Without.valueOf(row.get(4).toUpperCase(Locale.ROOT).replace('-', '_')),
                row.get(5));
    }

    /**
     * Compares two versions number by number; {@code M1} and {@code rc} stand before the release,
     * {@code Final} says nothing.
     */
    static int compare(String one, String other) {
        List<String> a = parts(one);
        List<String> b = parts(other);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int by = Integer.compare(rank(a, i), rank(b, i));
            if (by == 0 && i < a.size() && i < b.size() && rank(a, i) >= 0) {
                by = Integer.compare(number(a.get(i)), number(b.get(i)));
            } else if (by == 0 && (i >= a.size() || i >= b.size())) {
                by =
                        Integer.compare(
                                i < a.size() ? number(a.get(i)) : 0,
                                i < b.size() ? number(b.get(i)) : 0);
            }
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }

    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        for (String part : version.toLowerCase(Locale.ROOT).split("[.+-]", 20)) {
            if (!part.isEmpty() && !part.equals("final") && !part.equals("ga")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** -1 for what stands before the release. */
    private static int rank(List<String> parts, int at) {
        return at < parts.size() && !Character.isDigit(parts.get(at).charAt(0)) ? -1 : 0;
    }

    private static int number(String part) {
        int end = 0;
        while (end < part.length() && end < 9 && Character.isDigit(part.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(part.substring(0, end));
    }
}
