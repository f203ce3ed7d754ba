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
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.RotationFault;
import io.muster.readiness.guest.RotationMark;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Retention;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Of a block with more patterns, so many are told. */
    private static final int MAX_PATTERNS = 5;

    private static final Message EXPECTED = Message.of("logrotate-configured.expected");

    private static final String UNIT = "logrotate.service";

    /** Smaller logs fill no disk. */
    private static final long SMALLEST = 10L << 20;

    /** A log that was not written to for so long does not grow. */
    private static final Duration STILL = Duration.ofDays(7);

    /** As much as a log has to hold, for a rotation that left nothing behind to be a fault. */
    private static final long LARGE = 100L << 20;

    /** The same where logrotate may only have seen the log for the first time. */
    private static final long HUGE = 512L << 20;

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
        if (policies instanceof Known<Listing<RotationPolicy>> known) {
            known.value().forEach(policy -> faults(policy, found));
        }
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
        unreadMarks(guest, found);
        return found.verdict(
                EXPECTED,
                Message.of("logrotate-configured.rotated").with("size", Quantity.size(SMALLEST)));
    }

    /** What logrotate does not understand of its configuration. */
    private static void faults(RotationPolicy policy, VerdictBuilder found) {
        String file = policy.file();
        for (RotationFault fault : policy.faults()) {
            found.notReady(
                    fault(fault, policy)
                            .with("line", fault.line())
                            .with("file", file == null ? "logrotate" : file));
        }
    }

    private static Message fault(RotationFault fault, RotationPolicy policy) {
        return switch (fault.effect()) {
            case BLOCK_SKIPPED ->
                    Message.of("logrotate-configured.block-skipped")
                            .with("patterns", patterns(policy));
            case REST_OF_BLOCK_SKIPPED ->
                    Message.of("logrotate-configured.block-cut").with("patterns", patterns(policy));
            case REST_OF_FILE_SKIPPED -> Message.of("logrotate-configured.file-skipped");
            case LINE_IGNORED ->
                    Message.of(
                            !policy.patterns().isEmpty() && policy.retention().rotate() == 0
                                    ? "logrotate-configured.line-ignored-none-kept"
                                    : "logrotate-configured.line-ignored");
        };
    }

    private static String patterns(RotationPolicy policy) {
        return policy.patterns().stream().limit(MAX_PATTERNS).collect(Collectors.joining(" "));
    }

    /** logrotate itself stops reading its state at a line that it cannot read. */
    private static void unreadMarks(Guest guest, VerdictBuilder found) {
        if (guest.facts().logs().rotationMarks() instanceof Known<Listing<RotationMark>> known
                && known.value().unreadable() > 0) {
            found.unknown(
                    Message.of("logrotate-configured.state-damaged")
                            .with("count", known.value().unreadable()));
        }
    }

    private static void failures(Guest guest, Thresholds thresholds, VerdictBuilder found) {
        Logs logs = guest.facts().logs();
        LogFaults faults =
                LogFaults.of(guest, thresholds)
                        .readKnown(List.of(logs.journalErrors(), logs.syslogTrouble()));
        if (faults.contains("logrotate-failed") || unitFailed(guest, faults)) {
            found.notReady(Message.of("logrotate-configured.failed"));
        }
    }

    /** What systemd says of its unit, now, or where that is not known, in its log. */
    private static boolean unitFailed(Guest guest, LogFaults faults) {
        if (guest.facts().vitals().failedUnits() instanceof Known<Listing<String>> units) {
            return units.value().contains(UNIT::equals);
        }
        Logs logs = guest.facts().logs();
        return Stream.of(logs.journalErrors(), logs.syslogTrouble())
                .map(log -> log.map(LogWindow::entries).orElse(Listing.of(List.of())))
                .flatMap(Listing::stream)
                .filter(faults::counts)
                .filter(entry -> "systemd".equals(entry.source()))
                .anyMatch(entry -> entry.message().startsWith(UNIT + ": Failed with result"));
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
                && LogFileKinds.toRotate(file, probedAt)
                && (modified == null || modified.isAfter(probedAt.minus(STILL)));
    }

    private static void file(
            Guest guest,
            LogFile file,
            Listing<LogFile> files,
            Listing<RotationPolicy> policies,
            VerdictBuilder found) {
        RotationPolicy policy = LogFileKinds.rules(files, policies).get(file.path());
        if (policy != null) {
            found.evidence(
                    Message.of("logrotate-configured.by-rule")
                            .with("path", file.path())
                            .with("rule", LogFileKinds.rule(policy)));
            linked(guest, file, files, policy, found);
            followed(guest, file, files, policy, found);
        } else if (policies.contains(one -> one.covers(file.path()))) {
            found.notReady(Message.of("logrotate-configured.duplicate").with("path", file.path()));
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

    /** logrotate passes over a file of several names without a word, since 3.19. */
    private static void linked(
            Guest guest,
            LogFile file,
            Listing<LogFile> files,
            RotationPolicy policy,
            VerdictBuilder found) {
        Instant since = guest.facts().run().probedAt().minus(STILL);
        if (file.around().linked()
                && !policy.procedure().hardLinks()
                && LogFileKinds.nothingRotatedSince(file, files, since)) {
            found.notReady(Message.of("logrotate-configured.linked").with("path", file.path()));
        }
    }

    private static void followed(
            Guest guest,
            LogFile file,
            Listing<LogFile> files,
            RotationPolicy policy,
            VerdictBuilder found) {
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
            case Known<Listing<RotationMark>> marks -> {
                LocalDateTime now =
                        LocalDateTime.ofInstant(guest.facts().run().probedAt(), ZoneOffset.UTC);
                Rotation rotation = new Rotation(policy, files, now, longest(frequency));
                marked(file, marks.value(), rotation, found);
            }
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
            LogFile file, Listing<RotationMark> marks, Rotation rotation, VerdictBuilder found) {
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
        if (at.isBefore(rotation.now().minusDays(rotation.days()))) {
            found.notReady(
                    Message.of("logrotate-configured.overdue")
                            .with("path", file.path())
                            .with("date", at.toLocalDate())
                            .with("rule", LogFileKinds.rule(rotation.policy())));
        } else if (leftNothing(file, rotation, at)) {
            found.notReady(
                    Message.of("logrotate-configured.left-nothing")
                            .with("path", file.path())
                            .with("date", at.toLocalDate())
                            .with("size", Quantity.sizeAtLeast(file.bytes())));
        }
    }

    /**
     * How a log should be rotated.
     *
     * @param files that lie beside it
     * @param days a rotation before them is too long ago
     */
    private record Rotation(
            RotationPolicy policy, Listing<LogFile> files, LocalDateTime now, int days) {}

    /**
     * Whether a log is large, and nothing beside it is as new as its last rotation, but for a third
     * of the time between two and a day for the guest's zone: logrotate notes the time of a
     * rotation that failed, too, in a script or because the new name was taken.
     */
    private static boolean leftNothing(LogFile file, Rotation rotation, LocalDateTime at) {
        LocalDateTime since = at.minusDays(Math.max(1, rotation.days() / 3));
        Retention kept = rotation.policy().retention();
        return file.bytes() >= (firstSight(at) ? HUGE : LARGE)
                && kept.rotate() > 0
                && !kept.elsewhere()
                && LogFileKinds.nothingRotatedSince(
                        file, rotation.files(), since.toInstant(ZoneOffset.UTC));
    }

    /** Of a log that it has not seen before, logrotate notes the hour alone. */
    private static boolean firstSight(LocalDateTime at) {
        return at.getMinute() == 0 && at.getSecond() == 0;
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
