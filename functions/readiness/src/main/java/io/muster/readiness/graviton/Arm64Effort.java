package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What moving a guest to arm64 takes, by what was seen in it: the most laborious thing decides.
 *
 * @param effort at least; more where something was not seen
 * @param blockers what has no arm64 build and must be built or replaced
 * @param reasons what set the effort, the most laborious first
 * @param unseen what was not seen, and why
 */
public record Arm64Effort(
        Effort effort, List<String> blockers, List<String> reasons, List<String> unseen) {

    /** Names in a line; more are counted. */
    private static final int MAX_NAMES = 5;

    public Arm64Effort {
        blockers = List.copyOf(blockers);
        reasons = List.copyOf(reasons);
        unseen = List.copyOf(unseen);
    }

    public static Arm64Effort of(GuestFacts guest) {
        Gathering to = new Gathering();
        GuestFacts.Software software = guest.software();
        to.look(
                "the operating system",
                guest.identity().operatingSystem(),
                system -> system(system, to));
        to.look("what runs", software.running(), code -> running(guest, code, to));
        if (!guest.run().asRoot()) {
            to.unseen.add("the processes of others: the probe did not run as root");
        }
        to.list("kernel modules", software.modules(), modules -> modules(modules, to));
        to.look("packages", software.packages(), packages -> packages(packages, to));
        to.list("native libraries", software.nativeLibraries(), all -> libraries(all, to));
        if (software.containers() instanceof Known<Listing<Container>> known) {
            to.list("containers", known, containers -> containers(containers, to));
        }
        return to.result();
    }

    /** Whether all that could set a higher effort was seen. */
    public boolean certain() {
        return unseen.isEmpty() || effort == Effort.HIGH;
    }

    private static void system(OperatingSystem system, Gathering to) {
        if (Boolean.FALSE.equals(Arm64Systems.supports(system))) {
            to.block(
                    "%s is older than %s, the oldest for Graviton"
                            .formatted(
                                    system.prettyName(), Arm64Systems.oldest(system).orElse("")));
        }
    }

    private static void running(GuestFacts guest, RunningCode code, Gathering to) {
        SortedSet<String> old = new TreeSet<>();
        SortedSet<String> byHand = new TreeSet<>();
        SortedSet<String> contained = new TreeSet<>();
        for (Executable file : code.files()) {
            if (file.machine() == Machine.AARCH64) {
                continue;
            }
            if (file.machine() == Machine.I386) {
                old.add(file.path());
            } else if (file.handInstalled()) {
                byHand.add(file.path());
            } else if (file.container() != null && file.kind() == Kind.PROGRAM) {
                contained.add(file.path());
            }
        }
        if (!packagesSeen(guest, code) && !byHand.isEmpty()) {
            to.unseen.add("which package brought what runs");
            byHand.clear();
        }
        to.block("32-bit x86 programs run, which have no arm64 build", old);
        to.reason(Effort.MEDIUM, "runs from files that no package brought", byHand);
        to.reason(Effort.LOW, "x86 programs run in containers: build or pull", contained);
        to.gaps("what runs", code.files());
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
                // Amazon builds its network driver for both.
                .filter(module -> !module.name().equals("ena"))
                .forEach(module -> outOfTree.add(module.name()));
        to.block("kernel modules from outside the kernel are loaded", outOfTree);
    }

    private static void packages(Packages packages, Gathering to) {
        SortedSet<String> others = new TreeSet<>();
        packages.builtForMachine().stream()
                .filter(installed -> installed.vendor() != null)
                .forEach(installed -> others.add(installed.name()));
        to.reason(Effort.LOW, "packages of other makers than the distribution", others);
    }

    private static void libraries(Listing<NativeLibrary> all, Gathering to) {
        Set<String> ready = new HashSet<>();
        all.stream()
                .filter(library -> library.machine() == Machine.AARCH64)
                .forEach(library -> ready.add(library.path()));
        SortedSet<String> jars = new TreeSet<>();
        SortedSet<String> rebuilt = new TreeSet<>();
        SortedSet<String> directories = new TreeSet<>();
        for (NativeLibrary library : all) {
            boolean x86 = library.machine() == Machine.X86_64 || library.machine() == Machine.I386;
            if (!x86 || ready.contains(library.path())) {
                continue;
            }
            switch (library.kind()) {
                case JAR_ENTRY -> jars.add(library.path());
                case WHEEL, NODE_ADDON -> rebuilt.add(library.path());
                case DIRECTORY -> directories.add(library.path());
            }
        }
        to.reason(Effort.MEDIUM, "programs and libraries that no package brought", directories);
        to.reason(Effort.LOW, "jars with x86 code and none for arm64", jars);
        to.reason(Effort.LOW, "wheels and add-ons, to be installed again on arm64", rebuilt);
    }

    private static void containers(Listing<Container> containers, Gathering to) {
        SortedSet<String> images = new TreeSet<>();
        containers.forEach(
                container ->
                        images.add(Objects.requireNonNullElse(container.image(), container.id())));
        to.reason(Effort.LOW, "containers, whose images must exist for arm64", images);
    }

    /** What was found so far. */
    private static final class Gathering {

        private final List<String> blockers = new ArrayList<>();
        private final SortedMap<Effort, List<String>> reasons =
                new TreeMap<>(Collections.reverseOrder());
        private final List<String> unseen = new ArrayList<>();
        private Effort effort = Effort.VERY_LOW;

        private void block(String what) {
            blockers.add(what);
            effort = Effort.HIGH;
        }

        private void block(String what, SortedSet<String> names) {
            if (!names.isEmpty()) {
                block(what + ": " + inWords(names));
            }
        }

        private void reason(Effort least, String what, SortedSet<String> names) {
            if (!names.isEmpty()) {
                effort = effort.orMore(least);
                reasons.computeIfAbsent(least, unused -> new ArrayList<>())
                        .add(what + ": " + inWords(names));
            }
        }

        /** Looks at a fact, or notes why it was not seen. */
        private <T> void look(String what, Fact<T> fact, Consumer<T> at) {
            switch (fact) {
                case Known<T> known -> at.accept(known.value());
                case Missing<T> missing -> unseen.add(what + ": " + missing.detail());
            }
        }

        private <T> void list(String what, Fact<Listing<T>> fact, Consumer<Listing<T>> at) {
            look(what, fact, at);
            if (fact instanceof Known<Listing<T>> known) {
                gaps(what, known.value());
            }
        }

        private void gaps(String what, Listing<?> listing) {
            if (!listing.complete()) {
                unseen.add(what + ", in part: " + listing.gaps());
            }
        }

        private Arm64Effort result() {
            return new Arm64Effort(
                    effort,
                    blockers,
                    reasons.values().stream().flatMap(List::stream).toList(),
                    unseen);
        }

        private static String inWords(SortedSet<String> names) {
            String first = String.join(", ", names.stream().limit(MAX_NAMES).toList());
            return names.size() <= MAX_NAMES
                    ? first
                    : first + " and " + (names.size() - MAX_NAMES) + " more";
        }
    }
}
