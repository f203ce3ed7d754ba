package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts.PendingReboot;
import io.muster.readiness.guest.Host;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * An updated kernel or C library runs only after a reboot: until then the host has the faults that
 * the update mends, and its next start is the first with what was installed.
 */
public final class RebootNotPending extends Check.OfGuest {

    public RebootNotPending() {
        super(
                new Rule("reboot-not-pending", INSTALL, MEDIUM),
                limits -> EXPECTED,
                """
                # {#reboot}
                #   cat /run/reboot-required.pkgs
                #   sudo systemctl reboot
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-reboot.html");
    }

    private static final Message EXPECTED = Message.of("reboot-not-pending.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        if (guest.facts().identity().host() instanceof Known<Host> host
                && contained(host.value())) {
            return Verdict.notApplicable(Message.of("reboot-not-pending.container"));
        }
        return Verdict.of(EXPECTED, guest.facts().vitals().reboot(), RebootNotPending::judge);
    }

    private static boolean contained(Host host) {
        String chassis = host.chassis();
        return chassis != null && chassis.startsWith("container");
    }

    private static Verdict judge(PendingReboot reboot) {
        Boolean pending = reboot.pending();
        if (pending == null) {
            return Verdict.unknown(EXPECTED, Message.of("reboot-not-pending.not-reported"));
        }
        return pending
                ? Verdict.notReady(EXPECTED, Message.of("reboot-not-pending.pending"))
                        .withEvidence(updates(reboot))
                : Verdict.ready(EXPECTED, Message.of("reboot-not-pending.none"));
    }

    private static List<Message> updates(PendingReboot reboot) {
        return reboot.reasons().stream()
                .map(name -> Message.of("reboot-not-pending.update").with("name", name))
                .toList();
    }
}
