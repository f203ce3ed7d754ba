package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.UnitRestarts;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * A service with {@code Restart=always} that ends at once is never in the state failed, and writes
 * no error to the journal: systemd starts it again for as long as the machine runs.
 */
public final class UnitsStayUp extends Check.OfGuest {

    public UnitsStayUp() {
        super(
                new Rule("units-stay-up", HIGH_AVAILABILITY, HIGH),
                limits -> EXPECTED,
                """
                # {#read}
                #   systemctl status {unit}
                #   sudo journalctl -u {unit} -n 50
                aws ssm start-session --region {region} --target {id}
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html");
    }

    private static final Message EXPECTED = Message.of("units-stay-up.expected");

    /** Once or twice a service may end and come back. */
    private static final int MANY = 3;

    /** So often has a service that runs been started again, for its next end to be near. */
    private static final int VERY_MANY = 10;

    private static final int SHORT_SECONDS = 600;

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Fact<Listing<UnitRestarts>> fact = guest.facts().vitals().restarts();
        return fact instanceof Missing<Listing<UnitRestarts>> missing
                        && missing.why() == Why.NOT_SUPPORTED
                ? Verdict.notApplicable(Message.of("units-stay-up.no-systemd"))
                : Verdict.of(EXPECTED, fact, UnitsStayUp::judge);
    }

    private static Verdict judge(Listing<UnitRestarts> units) {
        VerdictBuilder found = new VerdictBuilder();
        units.forEach(unit -> judge(unit, found));
        found.unknownGaps(units, Message.of("units-stay-up.units"));
        return found.verdict(EXPECTED, Message.of("units-stay-up.none"));
    }

    private static void judge(UnitRestarts unit, VerdictBuilder found) {
        Long restarts = unit.restarts();
        Long seconds = unit.runningSeconds();
        boolean justStarted =
                seconds != null
                        && seconds < SHORT_SECONDS
                        && restarts != null
                        && restarts >= VERY_MANY;
        if (unit.waiting() && unit.failed() && (restarts == null || restarts >= MANY)) {
            found.notReady(
                    told(
                            restarts == null
                                    ? Message.of("units-stay-up.fails")
                                    : Message.of("units-stay-up.failing"),
                            unit),
                    Map.of("unit", unit.unit()));
        } else if (justStarted && !unit.always()) {
            found.notReady(
                    told(Message.of("units-stay-up.restarted"), unit), Map.of("unit", unit.unit()));
        } else if (justStarted) {
            found.unknown(told(Message.of("units-stay-up.ends"), unit));
        }
    }

    private static Message told(Message what, UnitRestarts unit) {
        Long restarts = unit.restarts();
        Message message = what.with("unit", unit.unit());
        return restarts == null ? message : message.with("times", Quantity.times(restarts));
    }
}
