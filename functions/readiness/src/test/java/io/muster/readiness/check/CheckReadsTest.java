package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.RecordingFacts;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a check looks at, and what it declares: who asks for some sources only, or wonders what a
 * denied one spoils, goes by the declaration.
 */
class CheckReadsTest {

    /** A fleet in which every check objects to something, and the same without each source. */
    private static final List<FleetFacts> FLEETS = fleets();

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_reads_only_sources_that_it_declares(Check<?> check) {
        assertThat(check.reads()).as(check.spec().id()).containsAll(read(check));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_declares_only_sources_that_it_reads_somewhere(Check<?> check) {
        RecordingFacts recording = new RecordingFacts(FLEETS.getFirst());
        subjects(check, recording);

        Set<Source<?>> read = new HashSet<>(read(check));
        read.addAll(recording.read());
        assertThat(read).as(check.spec().id()).containsAll(check.reads());
    }

    static List<Check<?>> checks() {
        return BuiltInChecks.inOrder();
    }

    private static List<FleetFacts> fleets() {
        FleetFacts whole = NeglectedFleet.facts(false).with(ofImage()).facts();
        List<FleetFacts> fleets = new ArrayList<>(List.of(whole));
        for (Source<?> source : Source.all()) {
            fleets.add(whole.without(source));
        }
        return fleets;
    }

    private static Snapshot ofImage() {
        return new Snapshot(
                "snap-0000000000000000f",
                null,
                "completed",
                Facts.NOW,
                8,
                true,
                "Created by CreateImage(i-0123456789abcdef0) for ami-0123456789abcdef0",
                Map.of());
    }

    private static <S extends Subject> Set<Source<?>> read(Check<S> check) {
        Set<Source<?>> read = new HashSet<>();
        for (FleetFacts facts : FLEETS) {
            RecordingFacts recording = new RecordingFacts(facts);
            Fleet fleet = new Fleet(recording, "workload");
            for (S subject : subjects(check, FLEETS.getFirst())) {
                check.judge(subject, fleet, Thresholds.defaults());
            }
            read.addAll(recording.read());
        }
        return read;
    }

    @SuppressWarnings("unchecked") // a check's spec says what kind of subject it judges
    private static <S extends Subject> List<S> subjects(Check<S> check, FleetFacts facts) {
        Fleet fleet = new Fleet(facts, "workload");
        Fact<? extends List<? extends Subject>> subjects =
                switch (check.spec().subject()) {
                    case ADDRESS -> fleet.facts().get(Source.ADDRESSES);
                    case INSTANCE -> fleet.facts().get(Source.INSTANCES);
                    case LOG_GROUP -> fleet.facts().get(Source.LOGS).map(LogFacts::groups);
                    case SCOPE -> Fact.known(List.of(facts.scope()));
                    case SECURITY_GROUP ->
                            fleet.securityGroups().map(all -> List.copyOf(all.values()));
                    case SNAPSHOT -> fleet.facts().get(Source.SNAPSHOTS);
                    case VOLUME -> fleet.facts().get(Source.VOLUMES);
                    case WORKLOAD -> fleet.workloads();
                };
        return (List<S>) ((Fact.Known<?>) subjects).value();
    }
}
