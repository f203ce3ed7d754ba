package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Packages.Installed;
import io.muster.readiness.guest.ProcessorSpelling;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What moving a guest to arm64 takes, by what was seen in it: the most laborious thing decides.
 *
 * @param effort at least; more where something was not seen
 * @param blockers what has no arm64 build and must be built or replaced
 * @param reasons what set the effort, the most laborious first
 * @param unseen what was not seen, and why
 */
public record Arm64Effort(
        Effort effort, List<Message> blockers, List<Message> reasons, List<Message> unseen) {

    /**
     * Amazon builds its drivers for both: ENA, EFA, and the client of FSx for Lustre.
     *
     * @see <a href="https://github.com/amzn/amzn-drivers">ENA and EFA</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/fsx/latest/LustreGuide/install-lustre-client.html">the
     *     client of FSx for Lustre</a>
     */
    static final Set<String> OF_AMAZON =
            Set.of(
                    "ena",
                    "efa",
                    "lustre",
                    "lnet",
                    "libcfs",
                    "ksocklnd",
                    "obdclass",
                    "ptlrpc",
                    "lov",
                    "lmv",
                    "mdc",
                    "mgc",
                    "osc",
                    "fid",
                    "fld");

    /** A shorter name of a native would be found in names of others. */
    private static final int MIN_NAME = 6;

    /** Names in a line; more are counted. */
    private static final int MAX_NAMES = 5;

    private static final Message RUNNING = Message.of("arm64-evidence.running");
    private static final Message PACKAGES = Message.of("arm64-evidence.packages");

    public Arm64Effort {
        blockers = List.copyOf(blockers);
        reasons = List.copyOf(reasons);
        unseen = List.copyOf(unseen);
    }

    /** What a move to any Graviton takes. */
    public static Arm64Effort of(GuestFacts guest) {
        return of(guest, null);
    }

    /**
     * What a move takes.
     *
     * @param processor of the target; null where it is not known
     */
    public static Arm64Effort of(GuestFacts guest, @Nullable GravitonProcessor processor) {
        Gathering to = new Gathering();
        GuestFacts.Software software = guest.software();
        if (processor != null) {
            kernel(guest, processor, to);
        }
        to.look(
                Message.of("arm64-evidence.operating-system"),
                guest.identity().operatingSystem(),
                system -> system(system, to));
        String glibc = Glibc.of(guest);
        LanguageCode languages = new LanguageCode(paths(software), glibc);
        GoPrograms go = GoPrograms.of(software.nativeLibraries());
        to.look(RUNNING, software.running(), code -> running(guest, code, languages, go, to));
        if (!guest.run().asRoot()) {
            to.unseen.add(Message.of("arm64-evidence.other-users"));
        }
        to.list(
                Message.of("arm64-evidence.modules"),
                software.modules(),
                modules -> modules(modules, to));
        to.look(PACKAGES, software.packages(), packages -> packages(packages, languages, to));
        Map<NativeCode.Outcome, Set<Message>> natives = new EnumMap<>(NativeCode.Outcome.class);
        to.list(
                Message.of("arm64-evidence.libraries"),
                software.nativeLibraries(),
                all -> libraries(go.others(all), languages, glibc, natives, to));
        if (!go.items().isEmpty()) {
            natives.put(NativeCode.Outcome.GO, go.items());
        }
        languages
                .items()
                .forEach(
                        (outcome, items) ->
                                natives.computeIfAbsent(outcome, unused -> new LinkedHashSet<>())
                                        .addAll(items));
        natives(natives, glibc, to);
        to.unseen(Message.of("arm64-evidence.native-glibc-unknown"), languages.needsUnknown());
        if (software.containers() instanceof Known<Listing<Container>> known) {
            to.list(
                    Message.of("arm64-evidence.containers"),
                    known,
                    containers -> containers(containers, to));
        }
        return to.result();
    }

    /** Whether all that could set a higher effort was seen. */
    public boolean certain() {
        return unseen.isEmpty() || effort == Effort.HIGH;
    }

    /** An image with a newer kernel is needed, which the same release may well have. */
    private static void kernel(GuestFacts guest, GravitonProcessor processor, Gathering to) {
        if (guest.identity().kernel() instanceof Known<Kernel> known
                && Boolean.FALSE.equals(processor.runsKernel(known.value().release()))) {
            to.reason(
                    Effort.LOW,
                    Message.of("arm64-evidence.kernel-too-old")
                            .with("release", known.value().release())
                            .with("processor", processor.label()));
        }
    }

    private static void system(OperatingSystem system, Gathering to) {
        if (Boolean.FALSE.equals(Arm64Systems.supports(system))) {
            to.block(
                    Message.of("os-supports-arm64.too-old")
                            .with("system", system.prettyName())
                            .with("oldest", Arm64Systems.oldest(system).orElseThrow()));
        }
    }

    /** The files of the host that may be of a language's runtime or packages. */
    private static List<String> paths(GuestFacts.Software software) {
        List<String> paths = new ArrayList<>();
        if (software.running() instanceof Known<RunningCode> known) {
            known.value().files().stream()
                    .filter(Executable::handInstalled)
                    .forEach(file -> paths.add(file.path()));
        }
        if (software.nativeLibraries() instanceof Known<Listing<NativeLibrary>> known) {
            known.value().stream()
                    .filter(library -> library.kind() == NativeLibrary.Kind.DIRECTORY)
                    .filter(library -> library.files() == 1)
                    .forEach(library -> paths.add(library.path()));
        }
        return paths;
    }

    private static void running(
            GuestFacts guest,
            RunningCode code,
            LanguageCode languages,
            GoPrograms go,
            Gathering to) {
        SortedSet<String> old = new TreeSet<>();
        SortedSet<String> byHand = new TreeSet<>();
        SortedSet<String> contained = new TreeSet<>();
        Set<String> inJars = namesInJars(guest);
        Set<String> twins = twins(guest);
        boolean packagesSeen = packagesSeen(guest, code);
        for (Executable file : code.files()) {
            if (file.machine() == Machine.AARCH64) {
                continue;
            }
            if (file.machine() == Machine.I386) {
                old.add(file.path());
            } else if (file.handInstalled()) {
                boolean told =
                        go.contains(file.path())
                                || unpacked(file, inJars)
                                || twins.contains(ProcessorSpelling.withoutProcessor(file.path()))
                                || (packagesSeen && languages.judged(file.path()));
                if (!told) {
                    byHand.add(file.path());
                }
            } else if (file.container() != null && file.kind() == Kind.PROGRAM) {
                contained.add(file.path());
            }
        }
        if (!packagesSeen && !byHand.isEmpty()) {
            to.unseen.add(Message.of("arm64-evidence.packages-of-running"));
            byHand.clear();
        }
        to.block(Message.of("arm64-evidence.running-32-bit"), old);
        to.reason(Effort.MEDIUM, Message.of("arm64-evidence.running-not-packaged"), byHand);
        to.reason(Effort.LOW, Message.of("arm64-evidence.running-in-containers"), contained);
        to.gaps(RUNNING, code.files());
    }

    /** What the natives in jars are called, without {@code lib}, the processor and the rest. */
    private static Set<String> namesInJars(GuestFacts guest) {
        Set<String> names = new HashSet<>();
        for (NativeLibrary library :
                guest.software().nativeLibraries().orElse(Listing.of(List.of()))) {
            String entry = library.name();
            if (library.kind() == NativeLibrary.Kind.JAR_ENTRY && entry != null) {
                String file = entry.substring(entry.lastIndexOf('/') + 1);
                String name =
                        ProcessorSpelling.withoutProcessor(file)
                                .replaceFirst("^lib", "")
                                .replaceFirst("/so(/.*)?$", "")
                                .replaceFirst("/linux(/.*)?$", "");
                if (name.length() >= MIN_NAME) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** What files for arm64 that lie on the disk are called without the processor. */
    private static Set<String> twins(GuestFacts guest) {
        return guest.software().nativeLibraries().orElse(Listing.of(List.of())).stream()
                .filter(library -> library.kind() == NativeLibrary.Kind.DIRECTORY)
                .filter(library -> library.machine() == Machine.AARCH64 && library.files() == 1)
                .map(library -> ProcessorSpelling.withoutProcessor(library.path()))
                .collect(Collectors.toSet());
    }

    /** Whether a program unpacked it from a jar, which tells what it takes. */
    private static boolean unpacked(Executable file, Set<String> inJars) {
        if (file.kind() != Kind.LIBRARY || inJars.isEmpty()) {
            return false;
        }
        String name =
                ProcessorSpelling.withoutProcessor(
                        file.path().substring(file.path().lastIndexOf('/') + 1));
        return inJars.stream().anyMatch(name::contains)
                // JNA gives its own library a random name.
                || (name.startsWith("jna") && inJars.contains("jnidispatch"));
    }

    /** Without a package database every program looks as if it had been copied by hand. */
    private static boolean packagesSeen(GuestFacts guest, RunningCode code) {
        return guest.software().packages() instanceof Known<Packages>
                || code.files().contains(file -> file.packageName() != null);
    }

    private static void modules(Listing<KernelModule> modules, Gathering to) {
        SortedSet<String> outOfTree = new TreeSet<>();
        modules.stream()
                .filter(KernelModule::outOfTree)
                .filter(module -> !OF_AMAZON.contains(module.name()))
                .forEach(module -> outOfTree.add(module.name()));
        to.block(Message.of("arm64-evidence.out-of-tree-modules"), outOfTree);
    }

    private static void packages(Packages packages, LanguageCode languages, Gathering to) {
        SortedSet<String> others = new TreeSet<>();
        for (Installed installed : packages.builtForMachine()) {
            boolean told =
                    languages.judgedPackage(
                            installed.name(),
                            installed.version(),
                            ofMicrosoft(packages, installed));
            if (!told && installed.vendor() != null) {
                others.add(installed.name());
            }
        }
        to.reason(Effort.LOW, Message.of("arm64-evidence.other-vendors"), others);
        to.gaps(PACKAGES, packages.builtForMachine());
    }

    /** Debian has no .NET, and packages of Ubuntu say so in their versions. */
    private static boolean ofMicrosoft(Packages packages, Installed installed) {
        String vendor = installed.vendor();
        String version = installed.version();
        return packages.manager().equals("rpm")
                ? vendor != null && vendor.startsWith("Microsoft")
                : packages.manager().equals("dpkg")
                        && version != null
                        && !version.contains("ubuntu");
    }

    private static void libraries(
            Iterable<NativeLibrary> all,
            LanguageCode languages,
            @Nullable String glibc,
            Map<NativeCode.Outcome, Set<Message>> natives,
            Gathering to) {
        NativeCode code = NativeCode.of(all, languages, glibc);
        natives.putAll(code.items());
        to.unseen(Message.of("arm64-evidence.native-not-read"), code.unread());
        to.unseen(Message.of("arm64-evidence.native-glibc-unknown"), code.needsUnknown());
    }

    private static void natives(
            Map<NativeCode.Outcome, Set<Message>> natives, @Nullable String glibc, Gathering to) {
        natives.forEach(
                (outcome, items) -> {
                    Message what = what(outcome, glibc).with("names", Gathering.first(items));
                    if (outcome.effort() == Effort.HIGH) {
                        to.block(what);
                    } else {
                        to.reason(outcome.effort(), what);
                    }
                });
    }

    /** What the files of an outcome take, with a place for their names. */
    static Message what(NativeCode.Outcome outcome, @Nullable String glibc) {
        return switch (outcome) {
            case BLOCKS -> Message.of("arm64-evidence.native-blocks");
            case UPGRADE -> Message.of("arm64-evidence.native-upgrade");
            case ADD -> Message.of("arm64-evidence.native-add");
            case NEWER_GLIBC ->
                    glibc == null || glibc.equals(Code.MUSL)
                            ? Message.of("arm64-evidence.native-newer-glibc-unknown")
                            : Message.of("arm64-evidence.native-newer-glibc").with("glibc", glibc);
            case CHANGES, CHANGES_LITTLE -> Message.of("arm64-evidence.native-changes");
            case REPLACE -> Message.of("arm64-evidence.native-replace");
            case REBUILD -> Message.of("arm64-evidence.jars");
            case BUILD -> Message.of("arm64-evidence.to-build");
            case FILES -> Message.of("arm64-evidence.files-not-packaged");
            case REINSTALL -> Message.of("arm64-evidence.wheels-and-add-ons");
            case GO -> Message.of("arm64-evidence.go");
            case FALLS_BACK -> Message.of("arm64-evidence.native-falls-back");
        };
    }

    private static void containers(Listing<Container> containers, Gathering to) {
        SortedSet<String> images = new TreeSet<>();
        containers.forEach(
                container ->
                        images.add(Objects.requireNonNullElse(container.image(), container.id())));
        to.reason(Effort.LOW, Message.of("arm64-evidence.images"), images);
    }

    /** What was found so far. */
    private static final class Gathering {

        private final List<Message> blockers = new ArrayList<>();
        private final SortedMap<Effort, List<Message>> reasons =
                new TreeMap<>(Collections.reverseOrder());
        private final List<Message> unseen = new ArrayList<>();
        private Effort effort = Effort.VERY_LOW;

        private void block(Message what) {
            blockers.add(what);
            effort = Effort.HIGH;
        }

        private void block(Message what, SortedSet<String> names) {
            if (!names.isEmpty()) {
                block(what.with("names", first(names)));
            }
        }

        private void reason(Effort least, Message what, SortedSet<String> names) {
            if (!names.isEmpty()) {
                reason(least, what.with("names", first(names)));
            }
        }

        private void reason(Effort least, Message what) {
            effort = effort.orMore(least);
            reasons.computeIfAbsent(least, unused -> new ArrayList<>()).add(what);
        }

        /** Looks at a fact, or notes why it was not seen. */
        private <T> void look(Message what, Fact<T> fact, Consumer<T> at) {
            switch (fact) {
                case Known<T> known -> at.accept(known.value());
                case Missing<T> missing ->
                        unseen.add(
                                Message.of("arm64-evidence.part-missing")
                                        .with("part", what)
                                        .with("why", missing.detail()));
            }
        }

        private <T> void list(Message what, Fact<Listing<T>> fact, Consumer<Listing<T>> at) {
            look(what, fact, at);
            if (fact instanceof Known<Listing<T>> known) {
                gaps(what, known.value());
            }
        }

        private void gaps(Message what, Listing<?> listing) {
            if (!listing.complete()) {
                unseen.add(
                        Message.of("arm64-evidence.part-incomplete")
                                .with("part", what)
                                .with("gaps", listing.gaps()));
            }
        }

        private Arm64Effort result() {
            return new Arm64Effort(
                    effort,
                    blockers,
                    reasons.values().stream().flatMap(List::stream).toList(),
                    unseen);
        }

        private void unseen(Message what, Set<String> names) {
            if (!names.isEmpty()) {
                unseen.add(what.with("names", first(new TreeSet<>(names))));
            }
        }

        /** The first of several names, and how many more there are. */
        private static Message first(SortedSet<String> names) {
            return more(
                    Message.literal(String.join(", ", names.stream().limit(MAX_NAMES).toList())),
                    names.size());
        }

        private static Message first(Set<Message> names) {
            return more(Message.all(names.stream().limit(MAX_NAMES).toList(), ", "), names.size());
        }

        private static Message more(Message first, int all) {
            int more = all - MAX_NAMES;
            return more <= 0
                    ? first
                    : Message.all(
                            List.of(first, Message.of("common.and-more").with("count", more)), " ");
        }
    }
}
