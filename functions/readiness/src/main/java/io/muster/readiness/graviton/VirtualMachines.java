package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Signs in a guest that it runs virtual machines of its own. */
final class VirtualMachines {

    /** They load only where the processor offers virtualization to the guest. */
    private static final Set<String> MODULES = Set.of("kvm_intel", "kvm_amd");

    /** They run nothing without KVM, which a kernel may have built in. */
    private static final Set<String> PROGRAMS =
            Set.of("firecracker", "cloud-hypervisor", "crosvm", "qemu-kvm");

    private VirtualMachines() {}

    /** Where the processor is one's own they use KVM, which is always loaded there. */
    private static final String EMULATOR = "qemu-system-";

    /**
     * The programs that run virtual machines on bare metal, of whose inside nothing is seen; empty
     * where there are none, or where the guest is not known.
     */
    static List<String> onMetal(Fact<GuestFacts> guest) {
        return programs(guest)
                .filter(path -> PROGRAMS.contains(name(path)) || name(path).startsWith(EMULATOR))
                .distinct()
                .sorted()
                .toList();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Stream<String> programs(Fact<GuestFacts> guest) {
        return guest
                .flatMap(inside -> inside.software().running())
                .map(RunningCode::files)
                .orElse(Listing.of(List.of()))
                .stream()
                .filter(file -> file.kind() == Kind.PROGRAM)
                .map(Executable::path);
    }

    /** What was seen of them; empty where nothing was, or where the guest is not known. */
    static List<String> signs(Fact<GuestFacts> guest) {
        Stream<String> modules =
                guest
                        .flatMap(inside -> inside.software().modules())
                        .orElse(Listing.of(List.of()))
                        .stream()
                        .map(KernelModule::name)
                        .filter(MODULES::contains);
        Stream<String> programs = programs(guest).filter(path -> PROGRAMS.contains(name(path)));
        return Stream.concat(modules, programs).distinct().sorted().toList();
    }
}
