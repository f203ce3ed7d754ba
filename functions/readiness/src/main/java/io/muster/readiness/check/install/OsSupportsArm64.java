package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.graviton.Arm64Systems;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.OperatingSystem;

/** Graviton needs a system that knows it: an older one has to be upgraded first, on x86. */
public final class OsSupportsArm64 extends Check.OfGuest {

    public OsSupportsArm64() {
        super(
                new Rule("os-supports-arm64", INSTALL, LOW),
                "The operating system exists for Graviton",
                limits -> EXPECTED,
                """
                # Move the workload to a newer release first, where it still runs on what it knows. Look at what it
                # runs on now in the shell that this opens:
                #   cat /etc/os-release
                aws ssm start-session --region {region} --target {id}
                """,
                "https://github.com/aws/aws-graviton-getting-started/blob/main/os.md");
    }

    private static final String EXPECTED = "a release that runs on Graviton";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        if (GuestMachine.of(guest) == Machine.AARCH64) {
            return Verdict.notApplicable("the host is arm64 already");
        }
        return Verdict.of(
                EXPECTED, guest.facts().identity().operatingSystem(), OsSupportsArm64::judge);
    }

    private static Verdict judge(OperatingSystem system) {
        Boolean supports = Arm64Systems.supports(system);
        if (supports == null) {
            return Verdict.unknown(
                    EXPECTED,
                    "Muster does not know from which release on %s runs on Graviton"
                            .formatted(system.prettyName()));
        }
        return supports
                ? Verdict.ready(EXPECTED, system.prettyName() + " runs on Graviton")
                : Verdict.notReady(
                        EXPECTED,
                        "%s, older than %s"
                                .formatted(
                                        system.prettyName(),
                                        Arm64Systems.oldest(system).orElse("any that does")));
    }
}
