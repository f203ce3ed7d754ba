package io.muster.readiness.graviton;

import io.muster.readiness.graviton.NativeArtifacts.Artifact;
import io.muster.readiness.graviton.NativeArtifacts.Measured;
import io.muster.readiness.graviton.NativeArtifacts.Native;
import io.muster.readiness.graviton.NativeArtifacts.Release;
import io.muster.readiness.graviton.NativeArtifacts.Versions;
import io.muster.readiness.graviton.NativeArtifacts.Without;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.guest.ProcessorSpelling;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the native code in jars and packages of languages means for a move, file by file.
 *
 * <p>An x86-64 file has an arm64 twin only where the other's whole name, its archive's included, is
 * its own with the processor exchanged. What a public artifact does without the twin, and which
 * version has it, is in {@link NativeArtifacts}; of everything else the bytes tell, and what they
 * do not tell is unread.
 */
final class NativeCode {

    /** What a file takes. */
    enum Outcome {
        /** It fails on arm64, and has no arm64 build. */
        BLOCKS(Effort.HIGH),
        /** It fails on arm64; another version does not. */
        UPGRADE(Effort.MEDIUM),
        /** It fails on arm64 without an artifact, which exists. */
        ADD(Effort.MEDIUM),
        /** Its arm64 file needs a newer glibc than the distribution has. */
        NEWER_GLIBC(Effort.MEDIUM),
        /** It runs, but not as before. */
        CHANGES(Effort.MEDIUM),
        /** It runs, and what it writes is a little different. */
        CHANGES_LITTLE(Effort.LOW),
        /** A public artifact of which no arm64 build is known. */
        REPLACE(Effort.MEDIUM),
        /** It is for x86 alone, and is known to its makers only. */
        REBUILD(Effort.MEDIUM),
        /** Code of a language's runtime that is for x86 alone, and is known to its makers only. */
        BUILD(Effort.MEDIUM),
        /** Programs and libraries that no package brought. */
        FILES(Effort.MEDIUM),
        /** The package manager of its language brings the arm64 file. */
        REINSTALL(Effort.LOW),
        /** A program in Go, whose compiler builds for arm64 on any machine. */
        GO(Effort.LOW),
        /** It runs without it, slower or with less. */
        FALLS_BACK(Effort.LOW);

        private final Effort effort;

        Outcome(Effort effort) {
            this.effort = effort;
        }

        Effort effort() {
            return effort;
        }
    }

    private static final Pattern MUSL = Pattern.compile("(?<![a-z])(?:linux)?musl(?![a-z])");
    private static final Pattern NODE_PACKAGE =
            Pattern.compile("^(.*/node_modules/(?:@[^/]+/)?[^/]+)/.*");

    private final NativeArtifacts artifacts;
    private final LanguageCode languages;
    private final @Nullable String glibc;
    private final Map<Outcome, Set<Message>> items = new EnumMap<>(Outcome.class);
    private final Set<String> unread = new LinkedHashSet<>();
    private final Set<String> needsUnknown = new LinkedHashSet<>();

    /** Archives with a file for aarch64 that Linux loads. */
    private final Set<String> withArm64 = new HashSet<>();

    private NativeCode(NativeArtifacts artifacts, LanguageCode languages, @Nullable String glibc) {
        this.artifacts = artifacts;
        this.languages = languages;
        this.glibc = glibc;
    }

    /**
     * Judges what a guest has.
     *
     * @param languages that judges files by their folders; its items are its own
     * @param glibc of the target's image, or {@code musl}; null where it is not known
     */
    static NativeCode of(
            Iterable<NativeLibrary> libraries, LanguageCode languages, @Nullable String glibc) {
        NativeCode code = new NativeCode(NativeArtifacts.table(), languages, glibc);
        code.judge(libraries);
        return code;
    }

    /** What each kind of outcome concerns, in the order of the files. */
    Map<Outcome, Set<Message>> items() {
        return items;
    }

    /** Files of which was not read what processor they are for. */
    Set<String> unread() {
        return unread;
    }

    /** Files for arm64 of which it is not known whether this distribution's loader takes them. */
    Set<String> needsUnknown() {
        return needsUnknown;
    }

    /** The files that are each other's twins. */
    private static final class Twins {
        private final List<NativeLibrary> x86 = new ArrayList<>();
        private final List<NativeLibrary> arm64 = new ArrayList<>();
        private final List<NativeLibrary> unread = new ArrayList<>();
    }

    private void judge(Iterable<NativeLibrary> libraries) {
        Map<String, Twins> all = new LinkedHashMap<>();
        Set<String> of64Bits = new HashSet<>();
        List<NativeLibrary> of32Bits = new ArrayList<>();
        for (NativeLibrary told : libraries) {
            if (told.kind() == Kind.WHEEL) {
                if (told.machine() == Machine.X86_64 || told.machine() == Machine.I386) {
                    add(Outcome.REINSTALL, Message.literal(told.path()));
                }
                continue;
            }
            NativeLibrary library = measured(told);
            if (isForAnother(library)) {
                continue;
            }
            Machine machine = library.machine();
            boolean jar = library.kind() == Kind.JAR_ENTRY;
            if (jar && (machine == Machine.I386 || machine == Machine.ARM)) {
                of32Bits.add(library);
                continue;
            }
            if (machine == Machine.OTHER || machine == Machine.ARM) {
                continue;
            }
            Twins twins = all.computeIfAbsent(key(library), unused -> new Twins());
            of64Bits.add(library.path());
            if (machine == Machine.AARCH64) {
                twins.arm64.add(library);
                withArm64.add(library.path());
            } else {
                (machine == null ? twins.unread : twins.x86).add(library);
            }
        }
        all.values().forEach(this::judge);
        of32Bits.stream()
                .filter(library -> !of64Bits.contains(library.path()))
                .forEach(library -> withoutArm64(library));
    }

    /** With what was measured of a native of this size and CRC-32; with its archive's processor. */
    private NativeLibrary measured(NativeLibrary library) {
        if (library.code().read() || library.kind() != Kind.JAR_ENTRY) {
            return library;
        }
        Measured known = artifacts.measured(library).orElse(null);
        Code code = library.code();
        if (known != null) {
            return new NativeLibrary(
                    library.kind(),
                    library.path(),
                    library.name(),
                    known.machine(),
                    1,
                    new Code(true, known.libc(), code.sum(), code.artifacts()));
        }
        return library.machine() != null || library.name() == null
                ? library
                : new NativeLibrary(
                        library.kind(),
                        library.path(),
                        library.name(),
                        ProcessorSpelling.machine(file(library.path())),
                        1,
                        code);
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether it is for another system, or for the C library that this one has not. */
    private boolean isForAnother(NativeLibrary library) {
        String name = Objects.requireNonNullElse(library.name(), library.path());
        if (library.kind() == Kind.JAR_ENTRY && ProcessorSpelling.otherSystem(name)) {
            return true;
        }
        boolean musl =
                Code.MUSL.equals(library.code().libc())
                        || MUSL.matcher(name.toLowerCase(Locale.ROOT)).find();
        return musl && !Code.MUSL.equals(glibc) && library.kind() != Kind.DIRECTORY;
    }

    private static String key(NativeLibrary library) {
        if (library.files() != 1) {
            // Of several files, this is one.
            return library.kind() + " " + library.path();
        }
        String name = library.name();
        return ProcessorSpelling.withoutProcessor(
                name == null ? library.path() : library.path() + "!/" + name);
    }

    private void judge(Twins twins) {
        if (!twins.arm64.isEmpty()) {
            twins.arm64.forEach(this::arm64);
        } else if (!twins.x86.isEmpty()) {
            twins.x86.forEach(this::withoutArm64);
        } else {
            twins.unread.forEach(this::unread);
        }
    }

    /** A file that is for arm64: its loader has to find it, and the system to take it. */
    private void arm64(NativeLibrary library) {
        Release release = artifacts.of(library).orElse(null);
        Versions at = release == null ? null : release.at();
        boolean read = library.code().read();
        if (at != null && at.content() == Native.UNASKED) {
            without(library, at);
            return;
        }
        if (at != null && at.content() == Native.NONE && !read) {
            without(library, at);
            return;
        }
        boolean sure = at != null && at.content() == Native.PRESENT;
        if (!read && !sure) {
            unread.add(shown(library));
            return;
        }
        if (release != null
                && release.version() == null
                && release.artifact().versions().stream()
                        .anyMatch(each -> each.content() == Native.UNASKED)) {
            // Whether the loader finds it depends on the version.
            unread.add(shown(library));
            return;
        }
        String needed = library.code().libc();
        if (needed == null && library.kind() == Kind.DIRECTORY) {
            return;
        }
        if ((needed == null || needed.equals(Code.NOT_SEEN)) && at != null && at.libc() != null) {
            needed = at.libc();
        }
        Boolean loads = Glibc.loads(needed, glibc);
        if (loads == null) {
            needsUnknown.add(shown(library));
        } else if (!loads) {
            refused(library, at, Objects.requireNonNull(needed));
        }
    }

    private void refused(NativeLibrary library, @Nullable Versions at, String needed) {
        Message text =
                at == null || at.upgrade().isEmpty() || at.upgrade().indexOf(':') >= 0
                        ? Message.of("arm64-evidence.native-needs")
                                .with("path", shown(library))
                                .with("glibc", needed)
                        : Message.of("arm64-evidence.native-needs-version")
                                .with("path", shown(library))
                                .with("glibc", needed)
                                .with("version", at.upgrade());
        add(
                at != null && (fallsBack(at.without()) || at.without() == Without.RUNS)
                        ? Outcome.FALLS_BACK
                        : Outcome.NEWER_GLIBC,
                text);
    }

    private static boolean fallsBack(Without without) {
        return switch (without) {
            case JAVA, NIO, JDK_TLS, JDK_CIPHERS, JAVASCRIPT -> true;
            case BREAKS, UNKNOWN, RUNS, OLD_SQLITE, WRONG_IDS, ESCAPE_CODES -> false;
        };
    }

    private void unread(NativeLibrary library) {
        Versions at = artifacts.of(library).map(Release::at).orElse(null);
        boolean known =
                at != null
                        && (at.content() == Native.NONE
                                || at.content() == Native.UNASKED
                                || library.kind() == Kind.NODE_ADDON);
        Artifact packed =
                library.kind() == Kind.NODE_ADDON
                        ? artifacts.of(library).map(Release::artifact).orElse(null)
                        : null;
        if (known) {
            without(library, Objects.requireNonNull(at));
        } else if (packed != null) {
            without(library, packed.versions().getLast());
        } else {
            unread.add(shown(library));
        }
    }

    /** A file without a twin for arm64. */
    private void withoutArm64(NativeLibrary library) {
        Release release = artifacts.of(library).orElse(null);
        if (release == null) {
            switch (library.kind()) {
                case JAR_ENTRY -> add(Outcome.REBUILD, Message.literal(shown(library)));
                case NODE_ADDON, WHEEL -> add(Outcome.REINSTALL, Message.literal(shown(library)));
                case DIRECTORY, GO_PROGRAM -> {
                    // Of several files, only this one is known.
                    if (library.files() != 1 || !languages.judged(library.path())) {
                        add(Outcome.FILES, Message.literal(shown(library)));
                    }
                }
            }
            return;
        }
        Versions at = release.at();
        if (at == null) {
            at = release.artifact().without().orElse(null);
        } else if (at.content() == Native.PRESENT && withArm64.contains(library.path())) {
            // As it was measured: what is for x86-64 alone in it is not asked for on arm64.
            return;
        }
        if (at == null) {
            add(Outcome.REBUILD, Message.literal(shown(library)));
        } else {
            without(library, at);
        }
    }

    /** What happens on arm64 with these versions of an artifact. */
    private void without(NativeLibrary library, Versions at) {
        String path = shown(library);
        String upgrade = at.upgrade();
        switch (at.without()) {
            case RUNS -> {}
            case BREAKS -> add(mended(at, Outcome.BLOCKS), remedied(path, upgrade));
            case UNKNOWN -> add(mended(at, Outcome.REPLACE), remedied(path, upgrade));
            case JAVA, NIO, JDK_TLS, JDK_CIPHERS, JAVASCRIPT ->
                    add(Outcome.FALLS_BACK, instead(path, at));
            case OLD_SQLITE, WRONG_IDS -> add(Outcome.CHANGES, instead(path, at));
            case ESCAPE_CODES -> add(Outcome.CHANGES_LITTLE, instead(path, at));
        }
    }

    /**
     * What an upgrade is called.
     *
     * @param never what it is where there is none
     */
    private static Outcome mended(Versions at, Outcome never) {
        return switch (at.upgrade()) {
            case "never" -> never;
            case "install" -> Outcome.REINSTALL;
            case "" -> Outcome.REPLACE;
            default ->
                    at.content() == Native.ELSEWHERE || at.upgrade().indexOf(':') >= 0
                            ? Outcome.ADD
                            : Outcome.UPGRADE;
        };
    }

    private static Message remedied(String path, String upgrade) {
        if (upgrade.isEmpty() || upgrade.equals("never") || upgrade.equals("install")) {
            return Message.literal(path);
        }
        return upgrade.indexOf(':') >= 0
                ? Message.of("arm64-evidence.native-artifact")
                        .with("path", path)
                        .with("artifact", upgrade)
                : Message.of("arm64-evidence.native-version")
                        .with("path", path)
                        .with("version", upgrade);
    }

    private static Message instead(String path, Versions at) {
        Message instead = instead(at.without());
        String upgrade = at.upgrade();
        if (upgrade.isEmpty() || upgrade.equals("never") || upgrade.equals("install")) {
            return Message.of("arm64-evidence.native-instead")
                    .with("path", path)
                    .with("instead", instead);
        }
        return upgrade.indexOf(':') >= 0
                ? Message.of("arm64-evidence.native-instead-artifact")
                        .with("path", path)
                        .with("instead", instead)
                        .with("artifact", upgrade)
                : Message.of("arm64-evidence.native-instead-version")
                        .with("path", path)
                        .with("instead", instead)
                        .with("version", upgrade);
    }

    private static Message instead(Without without) {
        return switch (without) {
            case JAVA -> Message.of("arm64-evidence.instead-java");
            case NIO -> Message.of("arm64-evidence.instead-nio");
            case JDK_TLS -> Message.of("arm64-evidence.instead-jdk-tls");
            case JDK_CIPHERS -> Message.of("arm64-evidence.instead-jdk-ciphers");
            case JAVASCRIPT -> Message.of("arm64-evidence.instead-javascript");
            case OLD_SQLITE -> Message.of("arm64-evidence.instead-old-sqlite");
            case WRONG_IDS -> Message.of("arm64-evidence.instead-wrong-ids");
            case ESCAPE_CODES -> Message.of("arm64-evidence.instead-escape-codes");
            case BREAKS, UNKNOWN, RUNS -> Message.EMPTY;
        };
    }

    private void add(Outcome outcome, Message what) {
        items.computeIfAbsent(outcome, unused -> new LinkedHashSet<>()).add(what);
    }

    /** The jar, or the folder of the package. */
    private static String shown(NativeLibrary library) {
        return library.kind() == Kind.NODE_ADDON
                ? NODE_PACKAGE.matcher(library.path()).replaceFirst("$1")
                : library.path();
    }
}
