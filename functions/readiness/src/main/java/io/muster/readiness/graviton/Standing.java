package io.muster.readiness.graviton;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.text.Message;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where an instance stands before a target is looked for. */
public sealed interface Standing {

    Set<Architecture> X86 = Set.of(Architecture.X86_64, Architecture.I386);

    /**
     * The families with GPUs: by AWS's naming, g is graphics intensive and p GPU accelerated.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html">Naming
     *     conventions</a>
     */
    Pattern GPU_FAMILY = Pattern.compile("(?:gr?|p)\\d.*");

    Set<Architecture> MAC = Set.of(Architecture.X86_64_MAC, Architecture.ARM64_MAC);

    /** It runs on arm64. */
    record OnArm64() implements Standing {}

    /** It is x86, and may have a target. */
    record Movable() implements Standing {}

    /** It has no automatic target. */
    record NoTarget(Message why) implements Standing {}

    /** Its architecture is not known. */
    record Unclear(Message why) implements Standing {}

    /**
     * Where an instance of a type stands.
     *
     * @param guest which shows whether it runs virtual machines of its own
     */
    static Standing of(Instance instance, InstanceType type, Fact<GuestFacts> guest) {
        Set<Architecture> architectures =
                instance.machine().architecture() == null
                        ? type.compute().architectures()
                        : Set.of(instance.machine().architecture());
        if (architectures.equals(Set.of(Architecture.ARM64))) {
            return new OnArm64();
        }
        if (!Collections.disjoint(architectures, MAC)
                || !Collections.disjoint(type.compute().architectures(), MAC)) {
            return new NoTarget(Message.of("graviton-target.mac").with("type", type.name()));
        }
        if (Collections.disjoint(architectures, X86)) {
            return new Unclear(Message.of("graviton-target.unknown-architecture"));
        }
        if (instance.machine().platform() == Platform.WINDOWS) {
            return new NoTarget(Message.of("graviton-target.windows").with("type", type.name()));
        }
        if (!type.compute().accelerators().isEmpty()) {
            return new NoTarget(
                    (GPU_FAMILY.matcher(type.family()).matches()
                                    ? Message.of("graviton-target.gpu")
                                    : Message.of("graviton-target.accelerators"))
                            .with("type", type.name())
                            .with("accelerators", sorted(type.compute().accelerators())));
        }
        if (Boolean.TRUE.equals(instance.options().nestedVirtualization())) {
            return new NoTarget(
                    Message.of("graviton-target.nested-virtualization").with("type", type.name()));
        }
        List<String> virtual =
                type.compute().bareMetal() ? List.of() : VirtualMachines.signs(guest);
        return virtual.isEmpty()
                ? new Movable()
                : new NoTarget(
                        Message.of("graviton-target.virtual-machines")
                                .with("type", type.name())
                                .with("signs", String.join(", ", virtual)));
    }

    private static String sorted(Collection<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }
}
