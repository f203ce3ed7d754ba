package io.muster.readiness.check;

import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.TagWaiver;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags by which resources waive checks, and what the settings allow of them. */
public final class TagWaivers {

    private TagWaivers() {}

    /** What a tag may waive by the settings. */
    public static TagWaiver.Rules rules(Thresholds thresholds, Instant now) {
        Map<String, Rule> checks = new HashMap<>();
        BuiltInChecks.inOrder()
                .forEach(check -> checks.put(check.spec().id(), check.spec().rule()));
        return new TagWaiver.Rules(
                checks,
                thresholds.get(Setting.TAG_WAIVER_ROWS),
                thresholds.get(Setting.TAG_WAIVER_SEVERITY),
                Period.ofDays((int) thresholds.get(Setting.DECISION_MAXIMUM_DAYS).toDays()),
                now);
    }

    /** The value of the tag on a subject; empty where it has none, or no tags are known of it. */
    public static Optional<String> of(Subject subject) {
        return Optional.ofNullable(tags(subject).get(TagWaiver.KEY));
    }

    /** Of the checks that a waiver names, those that judge another kind of resource. */
    public static List<Spec> ofOtherKinds(TagWaiver waiver, Subject subject) {
        return BuiltInChecks.inOrder().stream()
                .map(Check::spec)
                .filter(spec -> waiver.checks().contains(spec.id()))
                .filter(spec -> spec.subject() != subject.resourceType())
                .toList();
    }

    private static Map<String, String> tags(Subject subject) {
        return switch (subject) {
            case Instance instance -> instance.tags();
            case Volume volume -> volume.tags();
            case Snapshot snapshot -> snapshot.tags();
            case Address address -> address.tags();
            case LogGroup unused -> Map.of();
            case Scope unused -> Map.of();
            case SecurityGroup unused -> Map.of();
            case Workload unused -> Map.of();
        };
    }
}
