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
                "Little on the host stands in the way of arm64",
                limits -> EXPECTED,
                """
                # Find or make arm64 builds of what the evidence names, blockers first, and try them on a new host:
                # the architecture of an instance cannot be changed in place. Look closer in the shell that this
                # opens.
                aws ssm start-session --region {region} --target {id}
                """,
                "https://github.com/aws/aws-graviton-getting-started/blob/main/transition-guide.md");
    }

    private static final String EXPECTED = "migration effort VeryLow or Low";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Machine machine = GuestMachine.of(guest);
        if (machine == Machine.AARCH64) {
            return Verdict.notApplicable("the host is arm64 already");
        }
        if (machine != Machine.X86_64) {
            return Verdict.unknown(EXPECTED, "what the guest's kernel is built for is not known");
        }
        Arm64Effort found = Arm64Effort.of(guest.facts());
        List<String> evidence = new ArrayList<>();
        found.blockers().forEach(blocker -> evidence.add("blocker: " + blocker));
        evidence.addAll(found.reasons());
        found.unseen().forEach(unseen -> evidence.add("not seen: " + unseen));
        ToldFaults.in(guest, thresholds, "exec-format-error")
                .ifPresent(told -> evidence.add("in its logs: " + told));
        Effort effort = found.effort();
        String label = (found.certain() ? "" : "at least ") + effort.label();
        boolean hard = effort.compareTo(Effort.MEDIUM) >= 0;
        if (hard) {
            return Verdict.notReady(EXPECTED, "migration effort " + label).withLines(evidence);
        }
        return found.certain()
                ? Verdict.ready(EXPECTED, "migration effort " + label).withLines(evidence)
                : Verdict.unknown(EXPECTED, "migration effort " + label + ", not all was seen")
                        .withLines(evidence);
    }
}
