package io.muster.readiness.graviton;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.InstanceType;
import java.util.List;

/**
 * The rule by which an arm64 type counts as like for like with a source.
 *
 * <p>vCPUs and memory may not shrink, burstable stays burstable and bare metal stays bare metal.
 * Baseline network bandwidth, EBS baselines and local disks may shrink within a band, without which
 * AWS's own recommendations would fail: m5.large has 81.25 MB/s to EBS, m7g.large 78.75. What AWS
 * does not give for the source binds nothing; what it gives for the source and not for the target
 * fails.
 *
 * @param percent the share of the source that the target reaches in what the band is for, 1 to 100
 */
public record LikeForLike(int percent) {

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

    /**
     * What keeps a target from being like for like; empty when nothing does.
     *
     * @param usage what of the source is used
     */
    public List<Shortfall> shortfalls(InstanceType source, InstanceType target, Usage usage) {
        return needs(source, usage).shortfalls(Needs.given(target));
    }

    /** Where a target gives less than what is used of the source, however little. */
    public static List<Shortfall> differences(
            InstanceType source, InstanceType target, Usage usage) {
        return Needs.of(source, usage, 100).shortfalls(Needs.given(target));
    }

    Needs needs(InstanceType source, Usage usage) {
        return Needs.of(source, usage, percent);
    }
}
