package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.executable;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import java.util.List;
import org.junit.jupiter.api.Test;

class Arm64EvidenceTest {

    private static final Arm64Evidence CHECK = new Arm64Evidence();

    @Test
    void a_host_of_distribution_packages_is_ready_with_very_little_effort() {
        Verdict verdict = judge(CHECK, guest().x86());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the migration effort is VeryLow");
    }

    @Test
    void languages_packages_and_containers_are_low_effort() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().x86()
                                .containers(seen(new Container("0123456789abcdef", null, "shop:1")))
                                .libraries(
                                        seen(
                                                library(
                                                        Kind.WHEEL,
                                                        "/opt/v/numpy.dist-info",
                                                        Machine.X86_64),
                                                library(
                                                        Kind.JAR_ENTRY,
                                                        "/opt/a.jar",
                                                        Machine.X86_64),
                                                library(
                                                        Kind.JAR_ENTRY,
                                                        "/opt/both.jar",
                                                        Machine.X86_64),
                                                library(
                                                        Kind.JAR_ENTRY,
                                                        "/opt/both.jar",
                                                        Machine.AARCH64))));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the migration effort is Low");
        assertThat(verdict.evidence())
                .containsExactly(
                        "JAR files with x86 code and none for arm64: /opt/a.jar",
                        "wheels and add-ons to install again on arm64: /opt/v/numpy.dist-info",
                        "container images to build or pull for arm64: shop:1");
    }

    @Test
    void a_program_that_no_package_brought_is_medium_effort_and_not_ready() {
        Verdict verdict =
                judge(CHECK, running(executable(Machine.X86_64, null, null, "/opt/app/server")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("the migration effort is Medium");
        assertThat(verdict.evidence())
                .containsExactly("running files that no package installed: /opt/app/server");
        assertThat(remedy(CHECK, verdict)).contains("start-session");
    }

    @Test
    void blockers_come_first_and_set_the_highest_effort() {
        Verdict verdict =
                judge(
                        CHECK,
                        running(
                                        executable(Machine.I386, null, null, "/opt/legacy"),
                                        executable(Machine.X86_64, null, null, "/opt/app"))
                                .system(
                                        known(
                                                new OperatingSystem(
                                                        "rhel",
                                                        List.of(),
                                                        "7.9",
                                                        "Red Hat Enterprise Linux 7.9",
                                                        null)))
                                .modules(
                                        known(
                                                Listing.of(
                                                        List.of(
                                                                new KernelModule(
                                                                        "falcon_lsm", 1, "POE"),
                                                                new KernelModule(
                                                                        "ena", 1, "OE"))))));
        assertThat(verdict.actual()).isEqualTo("the migration effort is High");
        assertThat(verdict.evidence())
                .containsExactly(
                        "blocker: Red Hat Enterprise Linux 7.9 is older than 8.2, the oldest release that runs on Graviton",
                        "blocker: 32-bit x86 programs are running, which have no arm64 build: /opt/legacy",
                        "blocker: kernel modules that are not part of the kernel are loaded: falcon_lsm",
                        "running files that no package installed: /opt/app");
    }

    @Test
    void what_was_not_seen_leaves_a_low_effort_unknown_and_a_high_one_at_least_so() {
        Verdict low = judge(CHECK, guest().x86().modules(unseen()));
        assertThat(low.status()).isEqualTo(Status.UNKNOWN);
        assertThat(low.actual()).endsWith("the migration effort is at least VeryLow");
        assertThat(judge(CHECK, guest().x86().asUser()).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().x86().libraries(cut())).status()).isEqualTo(Status.UNKNOWN);
        GuestBuilder medium =
                running(executable(Machine.X86_64, null, null, "/opt/app")).modules(unseen());
        assertThat(judge(CHECK, medium).actual())
                .isEqualTo("the migration effort is at least Medium");
    }

    @Test
    void without_a_package_database_what_was_copied_by_hand_is_unknown() {
        GuestBuilder guest =
                running(executable(Machine.X86_64, null, null, "/bin/busybox")).packages(unseen());
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.evidence()).contains("not evaluated: packages of the running programs");
    }

    @Test
    void an_arm64_host_is_there_already() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void the_architecture_that_ec2_tells_is_enough() {
        Instance host = instance().type("m5.large", Architecture.X86_64).build();
        Facts facts = new Facts().with(guest().x86().kernel(unseen()).build());
        assertThat(judge(CHECK, host, facts).status()).isEqualTo(Status.READY);
    }

    private static NativeLibrary library(Kind kind, String path, Machine machine) {
        return new NativeLibrary(kind, path, null, machine, 1);
    }

    private static GuestBuilder running(Executable... files) {
        return guest().x86()
                .running(known(new RunningCode(Machine.X86_64, Listing.of(List.of(files)), 10)));
    }
}
