package io.muster.readiness.probe;

import static io.muster.readiness.check.Status.NOT_READY;
import static io.muster.readiness.check.Status.READY;
import static io.muster.readiness.check.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people reported of real guests, and which verdict is right: each row changes sections of a
 * recorded guest of Amazon Linux 2023, which was probed on 2026-11-22 at 03:32.
 */
class GuestCasesTest {

    /** One section, and what a tool printed there. */
    record Change(String section, String tool, String text) {}

    /**
     * A row.
     *
     * @param says a part of the verdict's text; empty for any
     */
    record Case(String name, List<Change> changes, String check, Status status, String says) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        StorageCases.all(), RotationCases.all(), NetworkCases.all(), LogCases.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_reported_guest_has_the_right_verdict(Case one) {
        ChangedGuest guest = ChangedGuest.of("amazon-linux-2023-arm64");
        for (Change change : one.changes()) {
            guest = guest.with(change.section(), change.tool(), change.text());
        }
        Verdict verdict = guest.verdict(one.check());
        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(one.status());
        assertThat(verdict.actual()).contains(one.says());
    }

    static Case ready(String name, String check, Change... changes) {
        return new Case(name, List.of(changes), check, READY, "");
    }

    static Case notReady(String name, String check, String says, Change... changes) {
        return new Case(name, List.of(changes), check, NOT_READY, says);
    }

    static Case unknown(String name, String check, String says, Change... changes) {
        return new Case(name, List.of(changes), check, UNKNOWN, says);
    }
}
