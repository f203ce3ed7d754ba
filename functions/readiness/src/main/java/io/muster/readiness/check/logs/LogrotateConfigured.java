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
                "Every log that grows is rotated",
                limits -> EXPECTED,
                """
                # See that the timer runs and what logrotate stumbles over, in the shell that this opens.
                #   systemctl list-timers logrotate.timer
                #   sudo logrotate --debug /etc/logrotate.conf
                aws ssm start-session --region {region} --target {id}

                # A log without a rule gets a file in /etc/logrotate.d, with its path and at least these lines:
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

    private static final String EXPECTED = "a rule for every log that grows, followed of late";

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
                                    "how %s is rotated: %s"
                                            .formatted(file.path(), missing.detail()),
                                    missing.cause());
                    case Known<Listing<RotationPolicy>> known ->
                            file(guest, file, files, known.value(), found);
                }
            }
        }
        found.unknownGaps(files, "log files");
        return found.verdict(
                EXPECTED,
                "every log of %s or more that grows is rotated".formatted(Quantity.size(SMALLEST)));
    }

    private static void failures(Guest guest, Thresholds thresholds, VerdictBuilder found) {
        Logs logs = guest.facts().logs();
        LogFaults faults =
                LogFaults.of(guest, thresholds)
                        .readKnown(List.of(logs.journalErrors(), logs.syslogTrouble()));
        if (faults.contains("logrotate-failed")) {
            found.notReady("the log tells that logrotate failed");
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
                    "%s is named by %s".formatted(file.path(), LogFileKinds.inWords(policy.get())));
            followed(guest, file, policy.get(), found);
        } else if (LogFileKinds.rotatesItself(file, files)) {
            found.evidence("%s is rotated by its own writer".formatted(file.path()));
        } else if (policies.complete()) {
            found.notReady(
                    "%s grows, and nothing rotates it".formatted(file.path()),
                    Map.of("path", file.path()));
        } else {
            found.unknown(
                    "what rotates %s, as not all rules were seen: %s"
                            .formatted(file.path(), policies.gaps()));
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
                        "%s has %s, though %s"
                                .formatted(
                                        file.path(),
                                        Quantity.sizeAtLeast(file.bytes()),
                                        LogFileKinds.inWords(policy)));
            }
            return;
        }
        switch (guest.facts().logs().rotationMarks()) {
            case Known<Listing<RotationMark>> marks ->
                    marked(guest, file, policy, frequency, marks.value(), found);
            case Missing<Listing<RotationMark>> missing -> {
                if (missing.why() == Why.NOT_SUPPORTED && guest.facts().run().asRoot()) {
                    found.notReady("logrotate has rules and keeps no state: it never ran");
                } else {
                    found.unknown(
                            "when %s was rotated: %s".formatted(file.path(), missing.detail()),
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
            String what = "logrotate never noted %s, though a rule names it".formatted(file.path());
            if (marks.complete()) {
                found.notReady(what);
            } else {
                found.unknown(what + ", as far as its state was seen: " + marks.gaps());
            }
            return;
        }
        LocalDateTime at = newest.get().at();
        LocalDateTime now = LocalDateTime.ofInstant(guest.facts().run().probedAt(), ZoneOffset.UTC);
        if (at.isBefore(now.minusDays(longest(frequency)))) {
            found.notReady(
                    "%s was last rotated on %s, though %s"
                            .formatted(
                                    file.path(), at.toLocalDate(), LogFileKinds.inWords(policy)));
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
