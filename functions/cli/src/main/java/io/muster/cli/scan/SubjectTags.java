package io.muster.cli.scan;

import io.muster.cli.output.Entry.About;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of subjects say of name and owner.
 *
 * @param ownerKey the tag that names who answers for a workload
 */
public record SubjectTags(String ownerKey) {

    /** What the tags of a subject say. */
    public About about(Subject subject) {
        return switch (subject) {
            case Address address -> of(address.tags());
            case Instance instance -> of(instance.tags());
            case LogGroup group -> About.NOTHING;
            case Scope scope -> About.NOTHING;
            case SecurityGroup group -> new About(group.name(), null);
            case Snapshot snapshot -> of(snapshot.tags());
            case Volume volume -> of(volume.tags());
            case Workload workload -> new About(null, owner(workload));
        };
    }

    private About of(Map<String, String> tags) {
        return new About(tags.get("Name"), tags.get(ownerKey));
    }

    private @Nullable String owner(Workload workload) {
        return workload.instances().stream()
                .map(instance -> instance.tags().get(ownerKey))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
