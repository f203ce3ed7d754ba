package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.MIB;
import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.policy;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.RotationMark;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogrotateConfiguredTest {

    private static final LogrotateConfigured CHECK = new LogrotateConfigured();
    private static final LogFile NGINX = file("/var/log/nginx/access.log", 40 * MIB);

    @Test
    void a_log_with_a_rule_that_is_followed_is_ready() {
        Verdict verdict = judge(CHECK, guest());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "/var/log/messages: rule /etc/logrotate.d/rsyslog: weekly, 52 files kept, compressed");
    }

    @Test
    void a_log_without_a_rule_is_not_ready() {
        Verdict verdict = judge(CHECK, files(NGINX));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("/var/log/nginx/access.log grows and no rule rotates it");
        assertThat(remedy(CHECK, verdict)).contains("#   /var/log/nginx/access.log\n#   weekly");
    }

    @Test
    void a_rule_that_is_not_followed_is_not_ready() {
        GuestBuilder late =
                daily().marks(
                                seen(
                                        new RotationMark(
                                                NGINX.path(),
                                                LocalDateTime.of(2026, 10, 1, 3, 0))));
        assertThat(judge(CHECK, late).actual())
                .isEqualTo(
                        "/var/log/nginx/access.log was last rotated on 2026-10-01,"
                                + " although its rule is /etc/logrotate.d/nginx: daily, 52 files kept, compressed");
        GuestBuilder intime =
                daily().marks(
                                seen(
                                        new RotationMark(
                                                NGINX.path(),
                                                LocalDateTime.of(2026, 11, 21, 0, 0))));
        assertThat(judge(CHECK, intime).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_logrotate_that_never_noted_the_log_or_never_ran_is_not_ready() {
        assertThat(judge(CHECK, daily().marks(seen())).actual())
                .contains("logrotate has no record of it");
        assertThat(judge(CHECK, daily().marks(cut())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, daily().marks(unseen())).actual()).contains("it has never run");
        assertThat(judge(CHECK, daily().asUser().marks(unseen())).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_host_without_any_rule_has_none_for_its_logs() {
        assertThat(judge(CHECK, files(NGINX).policies(unseen())).status())
                .isEqualTo(Status.NOT_READY);
        assertThat(judge(CHECK, files(NGINX).policies(unseen()).asUser()).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, files(NGINX).policies(cut())).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_rule_by_size_is_followed_when_the_log_is_not_far_over_it() {
        RotationPolicy bySize =
                new RotationPolicy(
                        "/etc/logrotate.d/nginx",
                        List.of("/var/log/nginx/*.log"),
                        new RotationPolicy.Trigger(null, 10 * MIB, null, null),
                        new RotationPolicy.Retention(4, false),
                        new RotationPolicy.Procedure(false, false));
        assertThat(judge(CHECK, files(NGINX).policies(seen(bySize))).status())
                .isEqualTo(Status.READY);
        assertThat(
                        judge(CHECK, files(file(NGINX.path(), 900 * MIB)).policies(seen(bySize)))
                                .actual())
                .isEqualTo(
                        "/var/log/nginx/access.log is at least 500 MiB,"
                                + " although its rule is /etc/logrotate.d/nginx: at 10 MiB, 4 files kept");
    }

    @Test
    void a_log_that_its_own_writer_rotates_is_ready() {
        GuestBuilder guest =
                files(
                        file("/var/log/amazon/ssm/agent.log", 40 * MIB),
                        file("/var/log/amazon/ssm/agent.log.1", 50 * MIB));
        assertThat(judge(CHECK, guest).evidence())
                .containsExactly(
                        "/var/log/amazon/ssm/agent.log: rotated by the program that writes it");
        assertThat(judge(CHECK, files(file("/var/log/audit/audit.log", 30 * MIB))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void small_and_forgotten_logs_are_not_asked() {
        LogFile forgotten = new LogFile("/var/log/old.log", GIB, PROBED.minusSeconds(30 * 86_400));
        assertThat(judge(CHECK, files(forgotten, file("/var/log/tiny.log", MIB))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_logrotate_that_fails_says_so_in_the_journal() {
        GuestBuilder guest =
                guest().journal(
                                searched(
                                        entry(
                                                3,
                                                "logrotate.service",
                                                "error: skipping \"/var/log/x\" because")));
        assertThat(judge(CHECK, guest).actual()).isEqualTo("the log reports that logrotate failed");
    }

    @Test
    void missing_sizes_are_unknown() {
        assertThat(judge(CHECK, guest().sizes(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder daily() {
        return files(NGINX)
                .policies(
                        seen(
                                policy(
                                        "/etc/logrotate.d/nginx",
                                        Frequency.DAILY,
                                        "/var/log/nginx/*.log")));
    }

    private static LogFile file(String path, long bytes) {
        return new LogFile(path, bytes, PROBED.minusSeconds(60));
    }

    private static GuestBuilder files(LogFile... files) {
        return guest().sizes(known(new LogSizes(GIB, Listing.of(List.of(files)))));
    }
}
