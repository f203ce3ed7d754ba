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
import java.time.Duration;
import java.util.Locale;

/**
 * AWS refuses requests signed five minutes off, certificates and tokens fail, and logs of several
 * hosts cannot be put in order. What a guest says of its own clock is held against AWS's.
 */
public final class ClockSynchronised extends Check.OfGuest {

    public ClockSynchronised() {
        super(
                new Rule("clock-synchronised", CONFIGURE, MEDIUM),
                "The guest's clock is kept right",
                limits ->
                        "a synchronised clock, less than %d ms off"
                                .formatted(
                                        limits.get(Setting.CLOCK_OFFSET_MAXIMUM_MILLISECONDS)
                                                .toMillis()),
                """
                # Run a time service against the Amazon Time Sync Service, which answers at 169.254.169.123 without
                # any route or rule. In the shell that this opens, with chrony and in its configuration the line
                # server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4
                #   sudo systemctl enable --now chronyd
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
        String expected = expected(thresholds);
        Duration gap =
                Duration.between(guest.observation().observedAt(), guest.facts().run().probedAt())
                        .abs();
        if (gap.compareTo(MAX_DELIVERY) > 0) {
            return Verdict.notReady(
                    expected,
                    "the guest's clock is more than %d minutes away from AWS's"
                            .formatted(MAX_DELIVERY.toMinutes()));
        }
        return Verdict.of(
                expected, guest.facts().vitals().clock(), clock -> judge(clock, thresholds));
    }

    private Verdict judge(ClockSync clock, Thresholds thresholds) {
        String expected = expected(thresholds);
        Boolean synchronised = clock.synchronised();
        Double offset = clock.offsetSeconds();
        long limit = thresholds.get(Setting.CLOCK_OFFSET_MAXIMUM_MILLISECONDS).toMillis();
        if (Boolean.FALSE.equals(synchronised)) {
            return Verdict.notReady(
                    expected,
                    Boolean.FALSE.equals(clock.serviceActive())
                            ? "the clock is not synchronised, and no time service runs"
                            : "the clock is not synchronised");
        }
        if (offset != null && Math.abs(offset) * 1_000 > limit) {
            return Verdict.notReady(
                    expected,
                    String.format(Locale.ROOT, "the clock is more than %d ms off", limit));
        }
        if (synchronised == null) {
            return Verdict.unknown(
                    expected, "the guest's tools do not tell whether its clock is synchronised");
        }
        String source = clock.source();
        return Verdict.ready(
                expected,
                source == null
                        ? "the clock is synchronised"
                        : "the clock is synchronised with " + source);
    }
}
