package io.muster.aws.scan;

import io.muster.aws.store.FindingTable;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.TagWaivers;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.TagWaiver;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The open findings that tags of their resources waive, as the scan of a scope sees them: readers
 * do not see the tags.
 */
final class TagDecisions implements Consumer<FreshFinding> {

    private final ScopeScan scan;
    private final TagWaiver.Rules rules;
    private final List<Waiver> waivers = new ArrayList<>();

    TagDecisions(ScopeScan scan) {
        this.scan = scan;
        this.rules = TagWaivers.rules(scan.thresholds(), scan.fleet().observedAt());
    }

    @Override
    public void accept(FreshFinding judged) {
        if (rules.rows().isEmpty() || !judged.judgement().verdict().told()) {
            return;
        }
        Optional<String> tag = TagWaivers.of(judged.judgement().subject());
        if (tag.isPresent()
                && TagWaiver.read(tag.get(), rules) instanceof TagWaiver.Outcome.Accepted accepted
                && accepted.waiver().checks().contains(judged.judgement().spec().id())) {
            waivers.add(waiver(judged, accepted.waiver()));
        }
    }

    private static Waiver waiver(FreshFinding judged, TagWaiver tag) {
        return new Waiver(
                new Target.OfFinding(judged.finding().id()),
                ReasonCode.OTHER,
                tag.reason(),
                TagWaiver.KEY,
                tag.until(),
                null,
                new Made(
                        TagWaiver.KEY,
                        // It does not tell since when: what a person decided is always newer.
                        Instant.EPOCH,
                        new Made.Way.Tag(
                                judged.judgement().subject().id(), judged.judgement().workload())));
    }

    /**
     * Writes them, if a scan sees the decisions at all, and they are others than before; what was
     * waived on resources of a kind that could not be listed stays, while tags waive at all.
     *
     * @param problems gets what could not be read or does not fit
     */
    void write(FindingTable table, Consumer<String> problems) {
        if (scan.fleet().facts().get(Source.DECISIONS).isCollected()) {
            table.decisions()
                    .writeTags(
                            scan.fleet().scope(),
                            scan.fleet().observedAt(),
                            waivers,
                            rules.rows().isEmpty()
                                    ? EnumSet.allOf(ResourceType.class)
                                    : Judge.enumerated(scan.fleet()),
                            problems);
        }
    }
}
