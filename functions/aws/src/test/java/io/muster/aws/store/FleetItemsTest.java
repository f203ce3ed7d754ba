package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FleetItemsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static void scanned(Scope scope, int notReady, Instant at) {
        Scorecard scorecard = new Scorecard();
        scorecard.add(ChecklistRow.SECURITY, Status.NOT_READY, notReady);
        scorecard.add(ChecklistRow.SECURITY, Status.READY, 5);
        scorecard.addNotReady(Severity.HIGH, notReady);
        fixture.table()
                .write(
                        new ScopeSummary(
                                new ScopeReport(
                                        scope, at, at, 1, 1, new TreeMap<>(), List.of(), scorecard),
                                ChangeCounts.NONE));
    }

    private static void rollUp(Instant at) {
        fixture.table().mark(fixture.table().summaries(), List.of(SCOPE, SEOUL), at);
    }

    @Test
    void all_scopes_of_a_day_are_one_item_that_one_call_reads() {
        scanned(SCOPE, 2, MONDAY);
        scanned(SEOUL, 3, MONDAY);
        rollUp(MONDAY);
        fixture.proxy().forget();

        FleetSummary fleet = Objects.requireNonNull(fixture.table().fleetTrend(DAY).get(DAY));

        assertThat(fixture.proxy().calls()).hasSize(1);
        assertThat(fleet.at()).isEqualTo(MONDAY);
        assertThat(fleet.scopes()).isEqualTo(2);
        assertThat(fleet.scorecard().count(ChecklistRow.SECURITY, Status.NOT_READY)).isEqualTo(5);
        assertThat(fleet.scorecard().notReady(Severity.HIGH)).isEqualTo(5);
    }

    @Test
    void a_scope_that_is_out_of_date_is_unknown_in_it() {
        scanned(SCOPE, 2, MONDAY);
        scanned(SEOUL, 3, MONDAY.minus(Duration.ofDays(30)));
        rollUp(MONDAY);

        FleetSummary fleet = Objects.requireNonNull(fixture.table().fleetTrend(DAY).get(DAY));

        assertThat(fleet.outdated()).isEqualTo(1);
        assertThat(fleet.scorecard().count(ChecklistRow.SECURITY, Status.NOT_READY)).isEqualTo(2);
        assertThat(fleet.scorecard().count(ChecklistRow.SECURITY, Status.UNKNOWN)).isEqualTo(8);
    }

    @Test
    void the_first_of_a_day_stays_that_days_and_the_next_day_is_added() {
        scanned(SCOPE, 2, MONDAY);
        rollUp(MONDAY);
        scanned(SCOPE, 7, MONDAY.plusSeconds(3_600));
        rollUp(MONDAY.plusSeconds(3_600));
        rollUp(MONDAY.plus(Duration.ofDays(1)));

        assertThat(fixture.table().fleetTrend(DAY)).containsOnlyKeys(DAY, DAY.plusDays(1));
        assertThat(notReady(DAY)).isEqualTo(2);
    }

    private static int notReady(LocalDate day) {
        return fixture.table()
                .fleetTrend(day)
                .values()
                .iterator()
                .next()
                .scorecard()
                .count(Status.NOT_READY);
    }

    @Test
    void without_a_schedule_there_is_no_fleet() {
        assertThat(fixture.table().fleetTrend(DAY)).isEmpty();
    }
}
