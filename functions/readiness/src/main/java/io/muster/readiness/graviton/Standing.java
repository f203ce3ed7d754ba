package io.muster.readiness.graviton;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.text.Message;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an instance stands before a target is looked for. */
public sealed interface Standing {

    Set<Architecture> X86 = Set.of(Architecture.X86_64, Architecture.I386);
    Set<Architecture> MAC = Set.of(Architecture.X86_64_MAC, Architecture.ARM64_MAC);

    /** It runs on arm64. */
    record OnArm64() implements Standing {}

    /** It is x86, and may have a target. */
    record Movable() implements Standing {}

    /** It has no automatic target. */
    record NoTarget(Message why) implements Standing {}

    /** Its architecture is not known. */
    record Unclear(Message why) implements Standing {}

    /** Where an instance of a type stands. */
    static Standing of(Instance instance, InstanceType type) {
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
                    Message.of("graviton-target.accelerators")
                            .with("type", type.name())
                            .with("accelerators", sorted(type.compute().accelerators())));
        }
        if (Boolean.TRUE.equals(instance.options().nestedVirtualization())) {
            return new NoTarget(
                    Message.of("graviton-target.nested-virtualization").with("type", type.name()));
        }
        return new Movable();
    }

    private static String sorted(Collection<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }
}
