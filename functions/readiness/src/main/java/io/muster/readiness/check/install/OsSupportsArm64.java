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
import io.muster.readiness.text.Message;

/** Graviton needs a system that knows it: an older one has to be upgraded first, on x86. */
public final class OsSupportsArm64 extends Check.OfGuest {

    public OsSupportsArm64() {
        super(
                new Rule("os-supports-arm64", INSTALL, LOW),
                limits -> EXPECTED,
                """
                # {#upgrade}
                #   cat /etc/os-release
                aws ssm start-session --region {region} --target {id}
                """,
                "https://github.com/aws/aws-graviton-getting-started/blob/main/os.md");
    }

    private static final Message EXPECTED = Message.of("os-supports-arm64.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        if (GuestMachine.of(guest) == Machine.AARCH64) {
            return Verdict.notApplicable(Message.of("install.arm64-already"));
        }
        return Verdict.of(
                EXPECTED, guest.facts().identity().operatingSystem(), OsSupportsArm64::judge);
    }

    private static Verdict judge(OperatingSystem system) {
        Boolean supports = Arm64Systems.supports(system);
        if (supports == null) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("os-supports-arm64.not-known").with("system", system.prettyName()));
        }
        return supports
                ? Verdict.ready(
                        EXPECTED,
                        Message.of("os-supports-arm64.supported")
                                .with("system", system.prettyName()))
                : Verdict.notReady(
                        EXPECTED,
                        Message.of("os-supports-arm64.too-old")
                                .with("system", system.prettyName())
                                .with("oldest", Arm64Systems.oldest(system).orElseThrow()));
    }
}
