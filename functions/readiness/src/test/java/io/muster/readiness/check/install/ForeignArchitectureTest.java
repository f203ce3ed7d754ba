package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.executable;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.ForeignPrograms.ForeignProgram;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.RunningCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignArchitectureTest {

    private static final ForeignArchitecture CHECK = new ForeignArchitecture();
    private static final String EXPORTER = "/opt/node_exporter-1.1.2.linux-amd64/node_exporter";

    @Test
    void programs_for_the_kernels_machine_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_x86_exporter_on_an_arm64_host_is_not_ready() {
        Verdict verdict = judge(CHECK, disk(Machine.AARCH64, program(EXPORTER, Machine.X86_64)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(EXPORTER + " is built for x86_64, but the kernel is aarch64");
        assertThat(remedy(CHECK, verdict)).contains("file " + EXPORTER);
    }

    @Test
    void a_program_that_the_journal_saw_fail_to_start_is_evidence() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().journal(
                                        searched(
                                                entry(
                                                        3,
                                                        "init.scope",
                                                        EXPORTER + ": Exec format error"))));
        assertThat(verdict.evidence())
                .contains(
                        "in the logs: a program of another architecture was started (%s), once"
                                .formatted(EXPORTER));
    }

    @Test
    void an_ordinary_users_look_clears_no_host() {
        assertThat(judge(CHECK, guest().asUser()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void the_header_decides_and_not_the_name() {
        assertThat(
                        judge(
                                        CHECK,
                                        disk(
                                                Machine.X86_64,
                                                program("/opt/tool-arm64/tool", Machine.X86_64)))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void thirty_two_bit_x86_runs_on_x86_and_arm_does_not_on_graviton() {
        assertThat(judge(CHECK, disk(Machine.X86_64, program("/opt/old", Machine.I386))).status())
                .isEqualTo(Status.READY);
        assertThat(judge(CHECK, disk(Machine.AARCH64, program("/opt/old", Machine.ARM))).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void libraries_for_several_machines_are_evidence_only() {
        Verdict verdict =
                judge(
                        CHECK,
                        disk(
                                Machine.AARCH64,
                                program("/srv/app/prebuilds/linux-x64/a.node", Machine.X86_64),
                                program("/srv/app/lib/libz.so.1.2", Machine.X86_64)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence()).hasSize(2);
    }

    @Test
    void what_runs_under_emulation_is_not_ready() {
        RunningCode running =
                new RunningCode(
                        Machine.AARCH64,
                        Listing.of(
                                List.of(
                                        executable(
                                                Machine.X86_64, null, "0123456789ab", "/bin/app"))),
                        0);
        assertThat(judge(CHECK, guest().running(known(running))).actual())
                .isEqualTo(
                        "/bin/app is running in container 0123456789ab and is built for x86_64, but the kernel is aarch64");
    }

    @Test
    void a_search_that_did_not_end_is_unknown_unless_it_found_something() {
        ForeignPrograms partial =
                new ForeignPrograms(
                        Machine.AARCH64,
                        Listing.<ForeignProgram>of(List.of()).asCut(),
                        9,
                        List.of("/srv"));
        assertThat(judge(CHECK, guest().foreign(known(partial))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().foreign(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().running(unseen())).status()).isEqualTo(Status.READY);
    }

    private static ForeignProgram program(String path, Machine machine) {
        return new ForeignProgram(path, machine);
    }

    private static GuestBuilder disk(Machine kernel, ForeignProgram... programs) {
        return guest().foreign(
                        known(
                                new ForeignPrograms(
                                        kernel, Listing.of(List.of(programs)), 100, List.of())))
                .running(known(new RunningCode(kernel, Listing.of(List.of()), 0)));
    }
}
