package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.logs.evidence.ToldFaults;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.graviton.Arm64Effort;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What a move to Graviton takes on this host, from what runs and lies there and not from what a
 * repository says. Distribution packages exist for both processors; what was copied by hand, built
 * into the kernel or compiled into a language's packages is the work.
 */
public final class Arm64Evidence extends Check.OfGuest {

    public Arm64Evidence() {
        super(
                new Rule("arm64-evidence", INSTALL, LOW),
                limits -> EXPECTED,
                """
                # {#builds}
                aws ssm start-session --region {region} --target {id}
                """,
                "https://github.com/aws/aws-graviton-getting-started/blob/main/transition-guide.md");
    }

    private static final Message EXPECTED = Message.of("arm64-evidence.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Machine machine = GuestMachine.of(guest);
        if (machine == Machine.AARCH64) {
            return Verdict.notApplicable(Message.of("install.arm64-already"));
        }
        if (machine != Machine.X86_64) {
            return Verdict.unknown(EXPECTED, Message.of("arm64-evidence.architecture-unknown"));
        }
        Arm64Effort found = Arm64Effort.of(guest.facts());
        List<Message> evidence = new ArrayList<>();
        found.blockers()
                .forEach(
                        blocker ->
                                evidence.add(
                                        Message.of("arm64-evidence.blocker")
                                                .with("blocker", blocker)));
        evidence.addAll(found.reasons());
        found.unseen()
                .forEach(
                        part ->
                                evidence.add(
                                        Message.of("arm64-evidence.not-evaluated")
                                                .with("part", part)));
        ToldFaults.in(guest, thresholds, "exec-format-error")
                .ifPresent(
                        fault -> evidence.add(Message.of("install.in-logs").with("fault", fault)));
        return verdict(found.effort(), found.certain()).withEvidence(evidence);
    }

    private static Verdict verdict(Effort effort, boolean certain) {
        if (effort.compareTo(Effort.MEDIUM) >= 0) {
            return Verdict.notReady(
                    EXPECTED,
                    Message.of(
                                    certain
                                            ? "arm64-evidence.much-effort"
                                            : "arm64-evidence.much-effort-or-more")
                            .with("effort", effort.label()));
        }
        return certain
                ? Verdict.ready(
                        EXPECTED,
                        Message.of("arm64-evidence.little-effort").with("effort", effort.label()))
                : Verdict.unknown(
                        EXPECTED,
                        Message.of("arm64-evidence.little-effort-or-more")
                                .with("effort", effort.label()));
    }
}
