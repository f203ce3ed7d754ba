package io.muster.aws.store;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.Spread;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest scan of a scope, as the table keeps it.
 *
 * @param report what was scanned, counted and not seen; {@link ScopeReport#startedAt} is as of when
 *     its facts hold
 * @param changes what it changed
 * @param begunAt as of when the facts of its first segment hold: of the findings, none was looked
 *     at before; the same as the report's for a scan in one piece
 * @param writer the Muster that wrote it
 * @param roster its instances in short; null where an older Muster scanned, which made none
 * @param left since when the scope is not in the configuration any more; null while it is
 * @param spread which checks have spread in the scope
 */
public record ScopeSummary(
        ScopeReport report,
        ChangeCounts changes,
        Instant begunAt,
        Writer writer,
        @Nullable RosterStamp roster,
        @Nullable Instant left,
        Spread spread) {

    /**
     * The Muster that wrote a summary.
     *
     * @param tool its version; null where it is not packaged, or older than this was written
     * @param catalogue {@link Catalogue#version()}; null where it is older than this was written
     * @param staleAfter the age from which it takes a scan for too old
     * @param layout the version of the table's layout that it writes
     */
    public record Writer(
            @Nullable String tool, @Nullable String catalogue, Duration staleAfter, int layout) {

        /** This Muster. */
        public static Writer of(Catalogue catalogue, Thresholds thresholds) {
            return new Writer(
                    Writer.class.getPackage().getImplementationVersion(),
                    catalogue.version(),
                    thresholds.get(Setting.SCAN_MAXIMUM_AGE_HOURS),
                    Item.VERSION);
        }

        /** One of which nothing more is known than which layout it writes. */
        static Writer unknown(int layout) {
            return new Writer(
                    null, null, Thresholds.defaults().get(Setting.SCAN_MAXIMUM_AGE_HOURS), layout);
        }

        /** Whether all open findings of its scope are in the index {@code open-by-verdict}. */
        boolean fillsVerdictIndex() {
            return layout >= Item.VERDICT_INDEX_VERSION;
        }
    }

    /**
     * The instances of a scope in short.
     *
     * @param counts how many there are of each kind
     * @param digest the SHA-256 of the roster, in hexadecimal digits
     * @param chunks over how many items it is spread
     * @param graviton how many can move to arm64; null where an older Muster scanned, which did not
     *     count it
     */
    public record RosterStamp(
            Map<Readiness, Integer> counts,
            String digest,
            int chunks,
            @Nullable GravitonSum graviton) {

        public RosterStamp {
            Map<Readiness, Integer> sorted = new EnumMap<>(Readiness.class);
            sorted.putAll(counts);
            counts = Collections.unmodifiableMap(sorted);
        }
    }

    /** Of a scope in which nothing has spread. */
    public ScopeSummary(
            ScopeReport report,
            ChangeCounts changes,
            Instant begunAt,
            Writer writer,
            @Nullable RosterStamp roster,
            @Nullable Instant left) {
        this(report, changes, begunAt, writer, roster, left, Spread.NONE);
    }

    /** Of a scan in one piece whose instances were not listed. */
    public ScopeSummary(ScopeReport report, ChangeCounts changes) {
        this(report, changes, report.startedAt(), Writer.unknown(Item.VERSION), null, null);
    }

    /** The same with other times. */
    ScopeSummary asOf(Instant startedAt, Instant begun) {
        ScopeReport dated =
                new ScopeReport(
                        report.scope(),
                        startedAt,
                        report.finishedAt(),
                        report.instances(),
                        report.volumes(),
                        report.calls(),
                        report.unseen(),
                        report.scorecard());
        return new ScopeSummary(dated, changes, begun, writer, roster, left, spread);
    }

    /** From when on its counts are too old to count. */
    public Instant staleAt() {
        return begunAt.plus(writer.staleAfter());
    }

    /** Whether its counts are too old to count. */
    public boolean stale(Instant now) {
        return now.isAfter(staleAt());
    }

    /**
     * As of when it looked at what a finding is about; null where it did not ask for what the check
     * needs, so that the finding is as old as its item says.
     */
    public @Nullable Instant lookedAt(Finding finding) {
        Set<String> notAsked =
                report.unseen().stream()
                        .filter(unseen -> unseen.why() == Fact.Why.NOT_COLLECTED)
                        .map(Unseen::part)
                        .collect(Collectors.toSet());
        return !notAsked.isEmpty()
                        && BuiltInChecks.catalogue()
                                .byId(finding.check())
                                .filter(check -> needs(check, notAsked))
                                .isPresent()
                ? null
                : begunAt;
    }

    private static boolean needs(Check<?> check, Set<String> sources) {
        return check.needs().stream().map(Source::label).anyMatch(sources::contains);
    }

    /** What it counted; all of it is unknown once that is too old to count. */
    public Scorecard scorecard(Instant now) {
        return stale(now) ? report.scorecard().unknown() : report.scorecard();
    }

    /** How many instances there are of a kind; 0 where they were not listed. */
    public int instances(Readiness readiness) {
        return roster == null ? 0 : roster.counts().getOrDefault(readiness, 0);
    }
}
