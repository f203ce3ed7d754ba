package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.GuestFacts.PendingReboot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebootMarksTest {

    static final String UBUNTU =
            """
            running\t6.8.0-1018-aws
            mark\t/run/reboot-required
            package\tlinux-image-6.8.0-1019-aws
            package\tlinux-base
            package\tlinux-base
            keeper\t/usr/share/update-notifier/notify-reboot-required
            next\t6.8.0-1019-aws
            """;

    /** Started at noon; the kernel came an hour later, glibc with the image. */
    static final String AMAZON_LINUX =
            """
            running\t6.1.112-122.189.amzn2023.x86_64
            booted\t1704196800
            installed\t1704200400\tkernel
            installed\t1700000000\tkernel
            installed\t1700000000\tglibc
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.of("reboot-required/marks", List.of(UBUNTU, AMAZON_LINUX));

    @Test
    void a_mark_names_the_packages_and_the_kernel_that_wait() {
        PendingReboot reboot = Known.value(RebootMarks.parse(UBUNTU));
        assertThat(reboot.pending()).isTrue();
        assertThat(reboot.reasons())
                .containsExactly(
                        "kernel 6.8.0-1019-aws", "linux-base", "linux-image-6.8.0-1019-aws");
    }

    @Test
    void a_package_that_rpm_installed_after_the_start_waits() {
        PendingReboot reboot = Known.value(RebootMarks.parse(AMAZON_LINUX));
        assertThat(reboot.pending()).isTrue();
        assertThat(reboot.reasons()).containsExactly("kernel");
    }

    @Test
    void a_guest_that_started_after_its_last_update_waits_for_nothing() {
        String later = AMAZON_LINUX.replace("booted\t1704196800", "booted\t1704200401");
        assertThat(Known.value(RebootMarks.parse(later)).pending()).isFalse();
    }

    @Test
    void a_mark_that_is_not_there_says_something_where_something_would_leave_it() {
        String none = "running\t6.1.0-18-amd64\nnext\t6.1.0-18-amd64\n";
        assertThat(Known.value(RebootMarks.parse(none)).pending()).isNull();
        assertThat(
                        Known.value(
                                        RebootMarks.parse(
                                                none
                                                        + "keeper\t/etc/kernel/postinst.d/unattended-upgrades\n"))
                                .pending())
                .isFalse();
    }

    @Test
    void a_kernel_that_would_start_next_waits_though_nothing_marks_it() {
        String newer = "running\t6.1.0-18-amd64\nnext\t6.1.0-21-amd64\n";
        assertThat(Known.value(RebootMarks.parse(newer)).reasons())
                .containsExactly("kernel 6.1.0-21-amd64");
    }

    @Test
    void install_times_say_nothing_where_the_start_is_not_known() {
        String lost = AMAZON_LINUX.replace("booted\t1704196800\n", "");
        assertThat(Known.value(RebootMarks.parse(lost)).pending()).isNull();
    }

    @Test
    void a_package_whose_time_cannot_be_read_leaves_it_open() {
        String later = AMAZON_LINUX.replace("booted\t1704196800", "booted\t1704200401");
        assertThat(Known.value(RebootMarks.parse(later + "installed\tnever\tdbus\n")).pending())
                .isNull();
        assertThat(Known.value(RebootMarks.parse(later + "installed\n")).pending()).isNull();
    }

    @Test
    void what_ends_early_may_still_be_pending_but_not_settled() {
        PendingReboot pending = Known.value(RebootMarks.parse(UBUNTU));
        assertThat(pending.asCut()).isEqualTo(pending);
        String later = AMAZON_LINUX.replace("booted\t1704196800", "booted\t1704200401");
        assertThat(Known.value(RebootMarks.parse(later)).asCut().pending()).isNull();
    }

    @Test
    void an_output_without_the_running_kernel_is_none() {
        assertThat(Known.detail(RebootMarks.parse("mark\t/run/reboot-required\n")))
                .startsWith("FAILED");
    }
}
