package io.muster.readiness.graviton;

import io.muster.readiness.fact.InstanceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arm64 types that can take over from one type in one zone.
 *
 * @param likeForLike those that fulfil the rule: the newest generation first, within it the
 *     smallest first
 * @param nearest the type of the same kind that misses the smallest share; null when something
 *     fulfils the rule, or nothing of the kind is offered
 */
public record Match(List<InstanceType> likeForLike, @Nullable NearMiss nearest) {

    public Match {
        likeForLike = List.copyOf(likeForLike);
    }

    /** A type that would do but for its shortfalls. */
    public record NearMiss(InstanceType type, List<Shortfall> shortfalls) {

        public NearMiss {
            shortfalls = List.copyOf(shortfalls);
        }

        /** How far off it is: the shares that it misses, added up. */
        double distance() {
            return shortfalls.stream().mapToDouble(Shortfall::share).sum();
        }
    }

    /** The first target with room for what an instance has attached; null for none. */
    public @Nullable InstanceType firstWithRoomFor(Usage usage) {
        return likeForLike.stream().filter(usage::fits).findFirst().orElse(null);
    }

    /** How many targets have room for what an instance has attached. */
    public int countWithRoomFor(Usage usage) {
        return (int) likeForLike.stream().filter(usage::fits).count();
    }
}
