package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.PriceCollector;
import io.muster.aws.store.StoreException;
import io.muster.aws.store.StoredFacts;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadTallies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One scan of one scope, in two steps: the facts are collected, then judged for a consumer (a
 * terminal, a file, the store).
 *
 * @param ledger of the calls that brought the facts
 */
public record ScopeScan(
        Catalogue catalogue, Thresholds thresholds, Fleet fleet, CallLedger ledger, Clock clock) {

    /** What a scan reads from the table. */
    private static final Set<Source<?>> STORED =
            Set.of(Source.GUESTS, Source.LOGS, Source.DECISIONS);

    /**
     * Reads the facts of a scope that the checks look at; see {@link FleetCollector#collect}.
     *
     * @param clients of the scope's region, with credentials for its account
     * @param prices where those of the price list are kept
     */
    public static ScopeScan collect(
            AwsClients clients,
            Scope scope,
            PriceCache prices,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        return of(
                collected(clients, scope, prices, clock.instant(), catalogue, thresholds, Set.of()),
                clients.ledger(),
                catalogue,
                thresholds,
                clock);
    }

    /**
     * Reads the facts of a scope and joins the newest answer of each of its guests, and what its
     * logs said.
     *
     * @param prices as above
     * @param stored where those are kept
     * @throws StoreException if the table cannot be read
     */
    public static ScopeScan collect(
            AwsClients clients,
            Scope scope,
            PriceCache prices,
            StoredFacts stored,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        // The time first: an answer that comes while EC2 is asked is judged by who brings it.
        Instant observedAt = clock.instant();
        Map<String, GuestObservation> guests = stored.guests().observations(scope, observedAt);
        FleetFacts facts =
                collected(clients, scope, prices, observedAt, catalogue, thresholds, STORED)
                        .with(Source.GUESTS, Fact.known(guests))
                        .with(Source.LOGS, stored.logs().facts(scope))
                        .with(Source.DECISIONS, stored.decisions().facts(scope, observedAt));
        return of(facts, clients.ledger(), catalogue, thresholds, clock);
    }

    /**
     * What the checks look at, and no more.
     *
     * @param beside what is known besides, so that checks which cannot do without it are put
     */
    private static FleetFacts collected(
            AwsClients clients,
            Scope scope,
            PriceCache prices,
            Instant observedAt,
            Catalogue catalogue,
            Thresholds thresholds,
            Set<Source<?>> beside) {
        FleetCollector collector =
                new FleetCollector(clients, thresholds.get(Setting.PROBE_DOCUMENT));
        Set<Source<?>> offered = new HashSet<>(collector.sources());
        offered.add(Source.PRICES);
        offered.addAll(beside);
        Set<Source<?>> wanted = catalogue.reads(offered);
        wanted.removeAll(beside);
        if (!wanted.contains(Source.PRICES)) {
            return collector.collect(scope, observedAt, collector.withThoseBefore(wanted));
        }
        wanted.addAll(PriceCollector.AFTER);
        return PriceCollector.of(clients, prices)
                .with(collector.collect(scope, observedAt, collector.withThoseBefore(wanted)));
    }

    /**
     * A scan of facts that were collected before.
     *
     * @param ledger the calls that brought them
     */
    static ScopeScan of(
            FleetFacts facts,
            CallLedger ledger,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        Fleet fleet = new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY));
        return new ScopeScan(catalogue, thresholds, fleet, ledger, clock);
    }

    /**
     * Judges the facts, without the checks that need what this scan did not ask for.
     *
     * @param to gets each judgement, in the order of the findings' keys
     */
    public ScopeReport judge(Consumer<? super FreshFinding> to) {
        Scorecard scorecard = new Scorecard();
        FreshFinding.each(
                fleet,
                new Judge(catalogue.asked(fleet.facts()), thresholds),
                judged -> {
                    scorecard.accept(judged.judgement());
                    to.accept(judged);
                },
                () -> false);
        countUnlisted(scorecard);
        return report(scorecard);
    }

    /**
     * Counts as unknown, once each, the checks of what could not be listed: no judgement is made of
     * a subject that is not known, and their rows must not look as if there were none.
     */
    public void countUnlisted(Scorecard scorecard) {
        unlisted().forEach(rule -> scorecard.add(rule.row(), Status.UNKNOWN, 1));
    }

    /**
     * Adds to the tallies of the judgements what none tells: the checks of what could not be
     * listed, whose rows must not look as if there were none, and the workloads' environments.
     */
    public void complete(WorkloadTallies tallies) {
        unlisted().forEach(tallies::addUnlisted);
        if (fleet.workloads() instanceof Known<List<Workload>> known) {
            tallies.addEnvironments(known.value(), thresholds.get(Setting.ENVIRONMENT_TAG_KEY));
        }
    }

    /** The checks of what could not be listed, so that nothing was judged by them. */
    private List<Rule> unlisted() {
        Set<ResourceType> listed = Judge.enumerated(fleet);
        return catalogue.asked(fleet.facts()).all().stream()
                .map(Check::spec)
                .filter(spec -> !listed.contains(spec.subject()))
                .map(Spec::rule)
                .toList();
    }

    /** How far the scan saw and what it cost: all that is known before anything is judged. */
    public ScopeReport collected() {
        return report(new Scorecard());
    }

    /** How far the scan saw, what it cost and what was judged. */
    ScopeReport report(Scorecard scorecard) {
        FleetFacts facts = fleet.facts();
        return new ScopeReport(
                facts.scope(),
                facts.observedAt(),
                clock.instant(),
                count(facts.get(Source.INSTANCES).map(ScopeScan::existing)),
                count(facts.get(Source.VOLUMES)),
                ledger.counts(),
                unseen(facts),
                scorecard);
    }

    private static List<Instance> existing(List<Instance> all) {
        return all.stream().filter(instance -> !instance.state().gone()).toList();
    }

    private static @Nullable Integer count(Fact<? extends List<?>> all) {
        return all instanceof Known<? extends List<?>> known ? known.value().size() : null;
    }

    /** What the checks look at and was not seen; what none of them looks at is no gap. */
    private List<Unseen> unseen(FleetFacts facts) {
        Set<String> looked =
                catalogue.reads(Set.copyOf(Source.all())).stream()
                        .map(Source::label)
                        .collect(Collectors.toSet());
        List<Unseen> unseen = new ArrayList<>();
        facts.missing()
                .forEach(
                        (part, why) -> {
                            if (why.isCollected() || looked.contains(part)) {
                                unseen.add(new Unseen(part, why.why(), why.detail()));
                            }
                        });
        return unseen;
    }
}
