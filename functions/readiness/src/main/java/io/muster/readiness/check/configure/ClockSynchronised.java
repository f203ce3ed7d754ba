package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.text.Message;
import java.time.Duration;

/**
 * AWS refuses requests signed five minutes off, certificates and tokens fail, and logs of several
 * hosts cannot be put in order. What a guest says of its own clock is held against AWS's.
 */
public final class ClockSynchronised extends Check.OfGuest {

    public ClockSynchronised() {
        super(
                new Rule("clock-synchronised", CONFIGURE, MEDIUM),
                limits ->
                        Message.of("clock-synchronised.expected")
                                .with("milliseconds", maximumMilliseconds(limits)),
                """
                # {#service}
                #   server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4
                #   sudo systemctl enable chronyd
                #   sudo systemctl restart chronyd
                #   chronyc sources -v
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-ec2-ntp.html");
    }

    /**
     * Between the moment for which AWS knows that the probe ran and the guest's own lies the time
     * that a command takes to arrive; what is more than that is the clock.
     */
    private static final Duration MAX_DELIVERY = Duration.ofMinutes(15);

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Message expected = expectation(thresholds);
        Duration gap =
                Duration.between(guest.observation().observedAt(), guest.facts().run().probedAt())
                        .abs();
        if (gap.compareTo(MAX_DELIVERY) > 0) {
            return Verdict.notReady(
                    expected,
                    Message.of("clock-synchronised.far-off")
                            .with("minutes", MAX_DELIVERY.toMinutes()));
        }
        return Verdict.of(
                expected, guest.facts().vitals().clock(), clock -> judge(clock, thresholds));
    }

    private Verdict judge(ClockSync clock, Thresholds thresholds) {
        Message expected = expectation(thresholds);
        Boolean synchronised = clock.synchronised();
        Double offset = clock.offsetSeconds();
        long limit = maximumMilliseconds(thresholds);
        if (Boolean.FALSE.equals(synchronised)) {
            return Verdict.notReady(
                    expected,
                    clock.withItself()
                            ? Message.of("clock-synchronised.with-itself")
                            : Message.of(
                                    Boolean.FALSE.equals(clock.serviceActive())
                                            ? "clock-synchronised.no-service"
                                            : "clock-synchronised.not-synchronised"));
        }
        if (offset != null && Math.abs(offset) * 1_000 > limit) {
            return Verdict.notReady(
                    expected, Message.of("clock-synchronised.off").with("milliseconds", limit));
        }
        if (synchronised == null) {
            return Verdict.unknown(expected, Message.of("clock-synchronised.not-reported"));
        }
        String source = clock.source();
        return Verdict.ready(
                expected,
                source == null
                        ? Message.of("clock-synchronised.synchronised")
                        : Message.of("clock-synchronised.synchronised-with")
                                .with("source", source));
    }

    private static long maximumMilliseconds(Thresholds thresholds) {
        return thresholds.get(Setting.CLOCK_OFFSET_MAXIMUM_MILLISECONDS).toMillis();
    }
}
