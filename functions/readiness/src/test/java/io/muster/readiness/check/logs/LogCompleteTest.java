package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.logs.Wording;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogCompleteTest {

    private static final LogComplete CHECK = new LogComplete();

    @Test
    void logs_that_dropped_nothing_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void each_unit_whose_messages_were_dropped_is_named() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().journal(
                                        searched(
                                                suppressed(40, "pay.service"),
                                                suppressed(70, "web.service"))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("the journal dropped messages (at least 100)");
        assertThat(verdict.evidence())
                .containsExactly(
                        "dropped were messages of pay.service",
                        "dropped were messages of web.service");
        assertThat(remedy(CHECK, verdict))
                .contains("systemctl edit pay.service", "systemctl edit web.service");
    }

    static Stream<Wording> lost() {
        return Wording.all().filter(one -> one.signature().equals("log-lines-lost"));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void what_each_program_says_of_dropped_messages_is_a_loss(Wording said) {
        Verdict verdict =
                judge(CHECK, guest().syslog(searched(entry(3, said.tag(), said.message()))));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void the_same_loss_in_two_logs_counts_once() {
        GuestBuilder guest =
                guest().journal(searched(suppressed(300, "pay.service")))
                        .syslog(searched(suppressed(300, "pay.service")));
        assertThat(judge(CHECK, guest).actual()).contains("messages (at least 200)");
    }

    @Test
    void a_number_in_all_is_not_added_up() {
        GuestBuilder guest =
                guest().kernelMessages(
                                searched(
                                        entry(4, "kernel", "audit: audit_lost=900"),
                                        entry(4, "kernel", "audit: audit_lost=999")));
        assertThat(judge(CHECK, guest).actual())
                .contains("the audit log dropped messages (at least 500)");
    }

    @Test
    void words_of_another_program_about_dropped_messages_are_no_loss() {
        GuestBuilder guest =
                guest().journal(
                                searched(
                                        entry(
                                                3,
                                                "chat.service",
                                                "Suppressed 9 messages from pay.service")));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void logs_that_were_not_read_are_unknown() {
        assertThat(judge(CHECK, guest().kernelMessages(unseen())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().journal(unseen()).syslog(unseen())).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static LogEntry suppressed(int count, String unit) {
        return entry(
                6,
                "systemd-journald.service",
                "Suppressed %d messages from %s".formatted(count, unit));
    }
}
