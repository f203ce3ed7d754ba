package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.KernelModules;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Packages.Installed;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
        Gathering gathering = new Gathering();
        system(guest, gathering);
        running(guest, gathering);
        modules(guest, gathering);
        packages(guest, gathering);
        libraries(guest, gathering);
        containers(guest, gathering);
        return gathering.result();
    }

    /** Whether all that could set a higher effort was seen. */
    public boolean certain() {
        return unseen.isEmpty() || effort == Effort.HIGH;
    }

    private static void system(GuestFacts guest, Gathering to) {
        switch (guest.identity().operatingSystem()) {
            case Missing<OperatingSystem> missing -> to.unseen("the operating system", missing);
            case Known<OperatingSystem> known -> {
                OperatingSystem system = known.value();
                if (Boolean.FALSE.equals(Arm64Systems.supports(system))) {
                    to.block(
                            "%s is older than %s, the oldest for Graviton"
                                    .formatted(
                                            system.prettyName(),
                                            Arm64Systems.oldest(system).orElse("")));
                }
            }
        }
    }

    private static void running(GuestFacts guest, Gathering to) {
        switch (guest.software().running()) {
            case Missing<RunningCode> missing -> to.unseen("what runs", missing);
            case Known<RunningCode> known -> {
                RunningCode code = known.value();
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
        }
        if (!guest.run().asRoot()) {
            to.unseen.add("the processes of others: the probe did not run as root");
        }
    }

    /** Without a package database every program looks as if it had been copied by hand. */
    private static boolean packagesSeen(GuestFacts guest, RunningCode code) {
        return guest.software().packages() instanceof Known<Packages>
                || code.files().contains(file -> file.packageName() != null);
    }

    private static void modules(GuestFacts guest, Gathering to) {
        switch (guest.software().modules()) {
            case Missing<KernelModules> missing -> to.unseen("kernel modules", missing);
            case Known<KernelModules> known -> {
                SortedSet<String> outOfTree = new TreeSet<>();
                known.value().modules().stream()
                        .filter(KernelModule::outOfTree)
                        // Amazon builds its network driver for both.
                        .filter(module -> !module.name().equals("ena"))
                        .forEach(module -> outOfTree.add(module.name()));
                to.block("kernel modules from outside the kernel are loaded", outOfTree);
                to.gaps("kernel modules", known.value().modules());
            }
        }
    }

    private static void packages(GuestFacts guest, Gathering to) {
        switch (guest.software().packages()) {
            case Missing<Packages> missing -> to.unseen("packages", missing);
            case Known<Packages> known -> {
                SortedSet<String> others = new TreeSet<>();
                for (Installed installed : known.value().builtForMachine()) {
                    if (installed.vendor() != null) {
                        others.add(installed.name());
                    }
                }
                to.reason(Effort.LOW, "packages of other makers than the distribution", others);
            }
        }
    }

    private static void libraries(GuestFacts guest, Gathering to) {
        switch (guest.software().nativeLibraries()) {
            case Missing<Listing<NativeLibrary>> missing -> to.unseen("native libraries", missing);
            case Known<Listing<NativeLibrary>> known -> {
                Listing<NativeLibrary> all = known.value();
                Set<String> ready = new HashSet<>();
                all.stream()
                        .filter(library -> library.machine() == Machine.AARCH64)
                        .forEach(library -> ready.add(library.path()));
                SortedSet<String> jars = new TreeSet<>();
                SortedSet<String> rebuilt = new TreeSet<>();
                SortedSet<String> directories = new TreeSet<>();
                for (NativeLibrary library : all) {
                    boolean x86 =
                            library.machine() == Machine.X86_64
                                    || library.machine() == Machine.I386;
                    if (!x86 || ready.contains(library.path())) {
                        continue;
                    }
                    switch (library.kind()) {
                        case JAR_ENTRY -> jars.add(library.path());
                        case WHEEL, NODE_ADDON -> rebuilt.add(library.path());
                        case DIRECTORY -> directories.add(library.path());
                    }
                }
                to.reason(
                        Effort.MEDIUM,
                        "programs and libraries that no package brought",
                        directories);
                to.reason(Effort.LOW, "jars with x86 code and none for arm64", jars);
                to.reason(
                        Effort.LOW, "wheels and add-ons, to be installed again on arm64", rebuilt);
                to.gaps("native libraries", all);
            }
        }
    }

    private static void containers(GuestFacts guest, Gathering to) {
        Fact<Listing<Container>> containers = guest.software().containers();
        if (containers instanceof Known<Listing<Container>> known) {
            SortedSet<String> images = new TreeSet<>();
            for (Container container : known.value()) {
                String image = container.image();
                images.add(image == null ? container.id() : image);
            }
            to.reason(Effort.LOW, "containers, whose images must exist for arm64", images);
            to.gaps("containers", known.value());
        }
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

        private void unseen(String what, Missing<?> missing) {
            unseen.add(what + ": " + missing.detail());
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
