package io.muster.local.ssm;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node that Systems Manager manages.
 *
 * @param platformType {@code Linux}, {@code Windows} or {@code MacOS}
 * @param guest what answers on it; null for a node that is not meant to be probed
 */
public record SimulatedNode(
        String instanceId,
        String platformType,
        String platformName,
        @Nullable SimulatedGuest guest,
        Set<Trouble> troubles) {

    public SimulatedNode {
        troubles = Set.copyOf(troubles);
    }

    /** A Linux node with nothing wrong. */
    public static SimulatedNode linux(String instanceId, SimulatedGuest guest) {
        return new SimulatedNode(instanceId, "Linux", "Amazon Linux", guest, Set.of());
    }

    /** A Windows node, which a probe in sh has no business with. */
    public static SimulatedNode windows(String instanceId) {
        return new SimulatedNode(
                instanceId, "Windows", "Microsoft Windows Server 2022", null, Set.of());
    }

    public SimulatedNode with(Trouble... some) {
        return new SimulatedNode(instanceId, platformType, platformName, guest, Set.of(some));
    }

    boolean has(Trouble trouble) {
        return troubles.contains(trouble);
    }
}
