package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.LogFaults;
import io.muster.readiness.check.logs.evidence.LogFileKinds;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.GuestFacts.Logs;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.RotationMark;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of logrotate is a wish; its state file tells whether it came true. Judged for each log
 * that is written to: which rule names it, and whether that rule was followed of late.
 */
public final class LogrotateConfigured extends Check.OfGuest {

    public LogrotateConfigured() {
        super(
                new Rule("logrotate-configured", LOGS, MEDIUM),
                limits -> EXPECTED,
                """
                # {#check}
                #   systemctl list-timers logrotate.timer
                #   sudo logrotate --debug /etc/logrotate.conf
                aws ssm start-session --region {region} --target {id}

                # {#add}
                #   {path}
                #   weekly
                #   rotate 8
                #   compress
                #   delaycompress
                #   missingok
                #   notifempty
                """,
                "https://man7.org/linux/man-pages/man8/logrotate.8.html");
    }

    private static final Message EXPECTED = Message.of("logrotate-configured.expected");

    /** Smaller logs fill no disk. */
    private static final long SMALLEST = 10L << 20;

    /** A log that was not written to for so long does not grow. */
    private static final Duration STILL = Duration.ofDays(7);

    /** So many times its limit may a log have that is rotated by size, as logrotate runs daily. */
    private static final int TIMES_ITS_SIZE = 4;

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                guest.facts().logs().sizes(),
                sizes -> judge(guest, sizes.files(), thresholds));
    }

    private static Verdict judge(Guest guest, Listing<LogFile> files, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        failures(guest, thresholds, found);
        Fact<Listing<RotationPolicy>> policies = policies(guest);
        for (LogFile file : files) {
            if (grows(file, guest.facts().run().probedAt())) {
                switch (policies) {
                    case Missing<Listing<RotationPolicy>> missing ->
                            found.unknown(
                                    Message.of("logrotate-configured.rules-unknown")
                                            .with("path", file.path())
                                            .with("reason", missing.detail()),
                                    missing.cause());
                    case Known<Listing<RotationPolicy>> known ->
                            file(guest, file, files, known.value(), found);
                }
            }
        }
        found.unknownGaps(files, Message.of("logs.log-files"));
        return found.verdict(
                EXPECTED,
                Message.of("logrotate-configured.rotated").with("size", Quantity.size(SMALLEST)));
    }

    private static void failures(Guest guest, Thresholds thresholds, VerdictBuilder found) {
        Logs logs = guest.facts().logs();
        LogFaults faults =
                LogFaults.of(guest, thresholds)
                        .readKnown(List.of(logs.journalErrors(), logs.syslogTrouble()));
        if (faults.contains("logrotate-failed")) {
            found.notReady(Message.of("logrotate-configured.failed"));
        }
    }

    /** That root finds no configuration says that there is none. */
    private static Fact<Listing<RotationPolicy>> policies(Guest guest) {
        Fact<Listing<RotationPolicy>> policies = guest.facts().logs().rotationPolicies();
        boolean none =
                policies instanceof Missing<Listing<RotationPolicy>> missing
                        && missing.why() == Why.NOT_SUPPORTED
                        && guest.facts().run().asRoot();
        return none ? Fact.known(Listing.of(List.of())) : policies;
    }

    private static boolean grows(LogFile file, Instant probedAt) {
        Instant modified = file.modifiedAt();
        return file.bytes() >= SMALLEST
                && LogFileKinds.inWriting(file)
                && (modified == null || modified.isAfter(probedAt.minus(STILL)));
    }

    private static void file(
            Guest guest,
            LogFile file,
            Listing<LogFile> files,
            Listing<RotationPolicy> policies,
            VerdictBuilder found) {
        Optional<RotationPolicy> policy = LogFileKinds.policyOf(file, policies);
        if (policy.isPresent()) {
            found.evidence(
                    Message.of("logrotate-configured.by-rule")
                            .with("path", file.path())
                            .with("rule", LogFileKinds.rule(policy.get())));
            followed(guest, file, policy.get(), found);
        } else if (LogFileKinds.rotatesItself(file, files)) {
            found.evidence(Message.of("logrotate-configured.by-writer").with("path", file.path()));
        } else if (policies.complete()) {
            found.notReady(
                    Message.of("logrotate-configured.no-rule").with("path", file.path()),
                    Map.of("path", file.path()));
        } else {
            found.unknown(
                    Message.of("logrotate-configured.rules-cut")
                            .with("path", file.path())
                            .with("gaps", policies.gaps()));
        }
    }

    private static void followed(
            Guest guest, LogFile file, RotationPolicy policy, VerdictBuilder found) {
        Long size = policy.trigger().sizeBytes();
        Frequency frequency = policy.trigger().frequency();
        Long least = policy.trigger().minSizeBytes();
        if (least != null && file.bytes() < least) {
            return;
        }
        if (frequency == null) {
            if (size != null && file.bytes() / TIMES_ITS_SIZE > size) {
                found.notReady(
                        Message.of("logrotate-configured.too-large")
                                .with("path", file.path())
                                .with("size", Quantity.sizeAtLeast(file.bytes()))
                                .with("rule", LogFileKinds.rule(policy)));
            }
            return;
        }
        switch (guest.facts().logs().rotationMarks()) {
            case Known<Listing<RotationMark>> marks ->
                    marked(guest, file, policy, frequency, marks.value(), found);
            case Missing<Listing<RotationMark>> missing -> {
                if (missing.why() == Why.NOT_SUPPORTED && guest.facts().run().asRoot()) {
                    found.notReady(Message.of("logrotate-configured.never-ran"));
                } else {
                    found.unknown(
                            Message.of("logrotate-configured.state-unknown")
                                    .with("path", file.path())
                                    .with("reason", missing.detail()),
                            missing.cause());
                }
            }
        }
    }

    private static void marked(
            Guest guest,
            LogFile file,
            RotationPolicy policy,
            Frequency frequency,
            Listing<RotationMark> marks,
            VerdictBuilder found) {
        Optional<RotationMark> newest =
                marks.stream()
                        .filter(mark -> mark.path().equals(file.path()))
                        .max(Comparator.comparing(RotationMark::at));
        if (newest.isEmpty()) {
            if (marks.complete()) {
                found.notReady(
                        Message.of("logrotate-configured.never-rotated").with("path", file.path()));
            } else {
                found.unknown(
                        Message.of("logrotate-configured.state-cut")
                                .with("path", file.path())
                                .with("gaps", marks.gaps()));
            }
            return;
        }
        LocalDateTime at = newest.get().at();
        LocalDateTime now = LocalDateTime.ofInstant(guest.facts().run().probedAt(), ZoneOffset.UTC);
        if (at.isBefore(now.minusDays(longest(frequency)))) {
            found.notReady(
                    Message.of("logrotate-configured.overdue")
                            .with("path", file.path())
                            .with("date", at.toLocalDate())
                            .with("rule", LogFileKinds.rule(policy)));
        }
    }

    /** Twice the time and a day, as the guest's zone is not known and a run may be missed. */
    private static int longest(Frequency frequency) {
        return switch (frequency) {
            case HOURLY -> 2;
            case DAILY -> 3;
            case WEEKLY -> 15;
            case MONTHLY -> 63;
            case YEARLY -> 733;
        };
    }
}
