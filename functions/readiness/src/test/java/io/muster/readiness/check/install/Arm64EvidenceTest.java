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
import io.muster.readiness.guest.NativeLibrary.Code;
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
                        "runtimes, wheels, gems and add-ons to install again on arm64: /opt/v/numpy.dist-info",
                        "container images to build or pull for arm64: shop:1");
    }

    @Test
    void a_jar_that_is_for_x86_alone_is_medium_effort_and_not_ready() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().x86()
                                .libraries(
                                        seen(
                                                library(
                                                        Kind.JAR_ENTRY,
                                                        "/opt/a.jar",
                                                        Machine.X86_64))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "JAR files with native code and none for arm64, to rebuild or ask the vendor for: /opt/a.jar");
    }

    @Test
    void code_that_was_not_read_is_unknown_and_never_ready() {
        NativeLibrary unread =
                new NativeLibrary(
                        Kind.JAR_ENTRY, "/opt/a.jar", "lib/liba.so", null, 1, Code.UNREAD);
        Verdict verdict = judge(CHECK, guest().x86().libraries(seen(unread)));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.evidence()).containsExactly("not evaluated: native code of /opt/a.jar");
    }

    @Test
    void what_fails_on_arm64_without_another_build_is_a_blocker() {
        NativeLibrary ffprobe =
                library(
                        Kind.NODE_ADDON,
                        "/srv/node_modules/ffprobe-static/bin/linux/x64/ffprobe",
                        Machine.X86_64);
        assertThat(judge(CHECK, guest().x86().libraries(seen(ffprobe))).evidence())
                .containsExactly(
                        "blocker: native code that fails on arm64 and has no arm64 build, to replace: /srv/node_modules/ffprobe-static");
    }

    @Test
    void a_library_that_was_unpacked_from_a_jar_is_told_by_the_jar() {
        GuestBuilder guest =
                running(
                                new Executable(
                                        RunningCode.Kind.LIBRARY,
                                        Machine.X86_64,
                                        1,
                                        7,
                                        null,
                                        null,
                                        "/tmp/librocksdbjni8675309.so"))
                        .libraries(
                                seen(
                                        entry("librocksdbjni-linux64.so", Machine.X86_64),
                                        entry("librocksdbjni-linux-aarch64.so", Machine.AARCH64)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest.libraries(seen())).status()).isEqualTo(Status.NOT_READY);
    }

    private static NativeLibrary entry(String name, Machine machine) {
        return new NativeLibrary(
                Kind.JAR_ENTRY,
                "/opt/rocksdbjni-8.3.2.jar",
                name,
                machine,
                1,
                Code.READ.needing("2.17"));
    }

    @Test
    void a_program_that_no_package_brought_is_medium_effort_and_not_ready() {
        Verdict verdict =
                judge(CHECK, running(executable(Machine.X86_64, null, null, "/opt/app/server")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("the migration effort is Medium");
        assertThat(verdict.evidence())
                .containsExactly(
                        "running files that no package installed, to build again for arm64 or ask the vendor for: /opt/app/server");
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
                        "running files that no package installed, to build again for arm64 or ask the vendor for: /opt/app");
    }

    @Test
    void modules_that_amazon_builds_for_both_block_nothing() {
        Listing<KernelModule> modules =
                Listing.of(
                        List.of(
                                new KernelModule("efa", 1, "OE"),
                                new KernelModule("lustre", 1, "OE"),
                                new KernelModule("lnet", 1, "OE"),
                                new KernelModule("ena", 1, "OE")));
        assertThat(judge(CHECK, guest().x86().modules(known(modules))).status())
                .isEqualTo(Status.READY);
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
        return new NativeLibrary(kind, path, null, machine, 1, Code.READ.needing("2.17"));
    }

    private static GuestBuilder running(Executable... files) {
        return guest().x86()
                .running(known(new RunningCode(Machine.X86_64, Listing.of(List.of(files)), 10)));
    }
}
