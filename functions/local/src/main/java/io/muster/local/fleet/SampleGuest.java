package io.muster.local.fleet;

import io.muster.local.ssm.Trouble;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Systems Manager's agent on a host is like.
 *
 * @param recording the recorded guest that the host's probe prints; null for a host that is managed
 *     and cannot be probed: Windows
 * @param volumes the EBS volumes of the recorded guest, in the order of the host's own: root, then
 *     data; what the host has instead takes their places
 */
record SampleGuest(@Nullable String recording, List<String> volumes, Set<Trouble> troubles) {

    SampleGuest {
        volumes = List.copyOf(volumes);
        troubles = Set.copyOf(troubles);
    }

    static SampleGuest recorded(String name, String... volumes) {
        return new SampleGuest(name, List.of(volumes), Set.of());
    }

    static SampleGuest windows() {
        return new SampleGuest(null, List.of(), Set.of());
    }

    SampleGuest with(Trouble trouble) {
        return new SampleGuest(recording, volumes, Set.of(trouble));
    }
}
