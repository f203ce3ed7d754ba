package io.muster.readiness.graviton;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.graviton.Shortfall.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule by which an arm64 type counts as like for like with a source.
 *
 * <p>vCPUs and memory may not shrink, burstable stays burstable and bare metal stays bare metal.
 * Baseline network bandwidth, EBS baselines and local NVMe storage may shrink within a band,
 * without which AWS's own recommendations would fail: m5.large has 81.25 MB/s to EBS, m7g.large
 * 78.75. What AWS does not give for the source binds nothing; what it gives for the source and not
 * for the target fails.
 *
 * @param percent the share of the source that the target reaches in what the band is for, 1 to 100
 */
public record LikeForLike(int percent) {

    /** Far above the noise of adding up network cards, far below any difference AWS makes. */
    private static final double ROUNDING = 1e-9;

    private static final List<Quantity> QUANTITIES = List.of(Quantity.values());

    public LikeForLike {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a share is 1 to 100 percent, not " + percent);
        }
    }

    /**
     * Whether a type can be a target at all: arm64, of the current generation, not made for
     * high-performance computing, and without accelerators, which no source has that gets a target.
     */
    public static boolean candidate(InstanceType type) {
        return type.compute().architectures().contains(Architecture.ARM64)
                && Boolean.TRUE.equals(type.currentGeneration())
                && !type.family().startsWith("hpc")
                && type.compute().accelerators().isEmpty();
    }

    /** Whether both are burstable or neither, and both bare metal or neither. */
    public static boolean sameKind(InstanceType source, InstanceType target) {
        return source.compute().burstable() == target.compute().burstable()
                && source.compute().bareMetal() == target.compute().bareMetal();
    }

    /** What keeps a target from being like for like; empty when nothing does. */
    public List<Shortfall> shortfalls(InstanceType source, InstanceType target) {
        return compare(source, target, percent);
    }

    /** Where a target gives less than the source, however little. */
    public static List<Shortfall> differences(InstanceType source, InstanceType target) {
        return compare(source, target, 100);
    }

    private static List<Shortfall> compare(InstanceType source, InstanceType target, int percent) {
        List<Shortfall> found = new ArrayList<>(0);
        for (Quantity quantity : QUANTITIES) {
            Number needed = quantity.of(source);
            Number given = quantity.of(target);
            double share = quantity.whole() ? 1 : percent / 100.0;
            if (needed != null
                    && (given == null
                            || given.doubleValue()
                                    < needed.doubleValue() * share * (1 - ROUNDING))) {
                found.add(
                        new Shortfall(
                                quantity,
                                needed.doubleValue(),
                                given == null ? null : Double.valueOf(given.doubleValue())));
            }
        }
        return found;
    }
}
