package io.muster.readiness.scorecard;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is set up, as far as its replacement depends on it.
 *
 * @param group the Auto Scaling group that it is in; null for none
 * @param volumes how many EBS volumes are attached, that of the root included
 */
public record Setup(@Nullable Group group, int volumes) {

    /**
     * An Auto Scaling group.
     *
     * @param launch what it launches from; null where the group could not be read
     * @param manager null for a group of one's own
     */
    public record Group(String name, @Nullable LaunchSource launch, @Nullable ManagedBy manager) {

        /** One of one's own. */
        public Group(String name, @Nullable LaunchSource launch) {
            this(name, launch, null);
        }
    }

    /** That of an instance of a fleet. */
    static Setup of(Instance instance, Fleet fleet) {
        return new Setup(group(instance, fleet), instance.storage().blockDevices().size());
    }

    private static @Nullable Group group(Instance instance, Fleet fleet) {
        AutoScalingGroup read =
                switch (fleet.groupOf(instance)) {
                    case Known<Optional<AutoScalingGroup>> known -> known.value().orElse(null);
                    case Missing<Optional<AutoScalingGroup>> missing -> null;
                };
        if (read != null) {
            return new Group(read.name(), read.launchSource(), ManagedBy.of(instance.tags()));
        }
        String tagged = instance.autoScalingGroupName();
        return tagged == null ? null : new Group(tagged, null, ManagedBy.of(instance.tags()));
    }
}
