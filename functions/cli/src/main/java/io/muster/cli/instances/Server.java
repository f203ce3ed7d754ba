package io.muster.cli.instances;

import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a list.
 *
 * @param notScannedSince when its scope was last scanned, where that is too long ago to say whether
 *     it is ready; else null
 */
record Server(Scope scope, InstanceReadiness instance, @Nullable Instant notScannedSince) {

    /** Such as {@code not-ready}; {@code unknown} where its scope was not scanned for too long. */
    String ready() {
        return notScannedSince == null ? instance.readiness().label() : "unknown";
    }

    /** Those that need work come first. */
    int order() {
        if (notScannedSince != null) {
            return 1;
        }
        return switch (instance.readiness()) {
            case NOT_READY -> 0;
            case NOT_INSPECTED -> 2;
            case READY -> 3;
        };
    }

    boolean isReady() {
        return notScannedSince == null && instance.readiness() == Readiness.READY;
    }

    String worst() {
        return instance.worst() == null ? "" : instance.worst().id();
    }

    String severity() {
        return instance.worst() == null ? "" : instance.worst().severity().name();
    }

    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> worst = null;
        if (instance.worst() != null) {
            worst = new LinkedHashMap<>();
            worst.put("check", worst());
            worst.put("severity", severity());
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", instance.id());
        members.put("name", instance.name());
        members.put("type", instance.type());
        members.put("state", instance.state());
        members.put("workload", instance.workload());
        members.put("ready", notScannedSince == null ? instance.readiness().label() : null);
        members.put("worst", worst);
        members.put("account", scope.account());
        members.put("region", scope.region());
        members.put("obstacle", instance.obstacle());
        members.put("notScannedSince", notScannedSince == null ? null : notScannedSince.toString());
        return members;
    }
}
