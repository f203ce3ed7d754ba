package io.muster.cli.instances;

import io.muster.cli.output.GravitonFields;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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

    /** Null where it is not known, or was known too long ago. */
    private @Nullable GravitonVerdict graviton() {
        return notScannedSince == null ? instance.graviton() : null;
    }

    /** Such as {@code CANDIDATE}; null where its scan is not recent or had no verdict. */
    @Nullable String outcome() {
        GravitonVerdict graviton = graviton();
        return graviton == null ? null : graviton.outcome().name();
    }

    @Nullable String effort() {
        GravitonVerdict graviton = graviton();
        return graviton == null || graviton.effort() == null ? null : graviton.effort().label();
    }

    /** The name of one of the types to which it can move; null for none. */
    @Nullable String type(Function<GravitonVerdict, @Nullable Option> of) {
        Option option = option(of);
        return option == null ? null : option.instanceType();
    }

    /** What that type costs more a month, USD; null where that is not known. */
    @Nullable BigDecimal delta(Function<GravitonVerdict, @Nullable Option> of) {
        Option option = option(of);
        return option == null ? null : option.monthlyDelta();
    }

    private @Nullable Option option(Function<GravitonVerdict, @Nullable Option> of) {
        GravitonVerdict graviton = graviton();
        return graviton == null ? null : of.apply(graviton);
    }

    /** Counts it among others. */
    void count(GravitonTotals totals) {
        if (notScannedSince == null) {
            totals.add(instance);
        } else {
            totals.addUnknown();
        }
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
        members.put("graviton", GravitonFields.of(graviton()));
        members.put("account", scope.account());
        members.put("region", scope.region());
        members.put("obstacle", instance.obstacle());
        members.put("notScannedSince", notScannedSince == null ? null : notScannedSince.toString());
        return members;
    }
}
