package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.guest.Glob;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Trigger;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is told of a file of {@code /var/log}, and of how it is rotated. */
public final class LogFileKinds {

    /**
     * Tables with a place for every user id: they look as large as the highest id and take next to
     * nothing on the disk.
     */
    private static final List<String> SPARSE =
            List.of("/var/log/lastlog", "/var/log/faillog", "/var/log/tallylog");

    /** journald keeps its own files within limits of its own. */
    private static final String JOURNAL = "/var/log/journal/";

    /** auditd rotates its log at the size that auditd.conf says, 8 MB by default. */
    private static final String AUDIT = "/var/log/audit/";

    private LogFileKinds() {}

    /** A file whose name holds a date was not written to any more for so long. */
    private static final Duration STILL = Duration.ofHours(1);

    /**
     * Whether a program writes to it. One that begins a file each day writes to the newest.
     *
     * @param probedAt by the guest's clock
     */
    public static boolean inWriting(LogFile file, Instant probedAt) {
        Instant modified = file.modifiedAt();
        return !file.rotated()
                && !file.path().startsWith(JOURNAL)
                && !SPARSE.contains(file.path())
                && (!file.dated() || (modified != null && modified.isAfter(probedAt.minus(STILL))));
    }

    /** Whether a program writes to it, and another one has to rotate it. */
    public static boolean toRotate(LogFile file, Instant probedAt) {
        return !file.dated() && inWriting(file, probedAt);
    }

    /** Whether its writer rotates it by itself: an older one of the same name lies next to it. */
    public static boolean rotatesItself(LogFile file, Listing<LogFile> all) {
        String path = file.path();
        if (path.startsWith(AUDIT)) {
            return true;
        }
        int dot = path.lastIndexOf('.');
        String stem = dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
        return all.contains(
                other ->
                        !other.path().equals(path)
                                && (other.rotated() || other.dated())
                                && (other.path().startsWith(path + ".")
                                        || other.path().startsWith(path + "-")
                                        || other.path().startsWith(stem + "-")
                                        || other.path().startsWith(stem + ".")));
    }

    /** So many files the probe lists at most. */
    private static final int MAX_LISTED = 60;

    /**
     * Whether it is known that no rotated file beside a log was written to since a time: what a
     * rotation at that time would have left.
     */
    public static boolean nothingRotatedSince(LogFile file, Listing<LogFile> all, Instant since) {
        if (file.around().searched()) {
            Instant newest = file.around().newestRotated();
            return newest == null || newest.isBefore(since);
        }
        String path = file.path();
        List<LogFile> beside =
                all.stream()
                        .filter(other -> other.path().length() > path.length())
                        .filter(other -> other.path().startsWith(path))
                        .toList();
        boolean allSeen = all.complete() && all.size() < MAX_LISTED;
        return allSeen
                && beside.stream()
                        .map(LogFile::modifiedAt)
                        .allMatch(written -> written != null && written.isBefore(since));
    }

    /**
     * The rule of each log: of several that name it the first one. A log that another rule has
     * taken ends the list of those that the same pattern names.
     *
     * @param probed all files that are known
     */
    public static Map<String, RotationPolicy> rules(
            Listing<LogFile> probed, Listing<RotationPolicy> policies) {
        List<String> paths = probed.stream().map(LogFile::path).sorted().toList();
        Map<String, RotationPolicy> rules = new HashMap<>();
        for (RotationPolicy policy : policies) {
            if (policy.skipped()) {
                continue;
            }
            for (String pattern : policy.patterns()) {
                take(policy, pattern, paths, rules);
            }
        }
        return rules;
    }

    private static void take(
            RotationPolicy policy,
            String pattern,
            List<String> paths,
            Map<String, RotationPolicy> rules) {
        for (String path : paths) {
            if (Glob.matches(pattern, path)) {
                RotationPolicy first = rules.putIfAbsent(path, policy);
                if (first != null && !first.procedure().ignoreDuplicates()) {
                    return;
                }
            }
        }
    }

    /** A rule as its file and what it sets: when, how many files are kept, whether compressed. */
    public static Message rule(RotationPolicy policy) {
        List<Message> settings = new ArrayList<>();
        settings.add(when(policy.trigger()));
        int rotate = policy.retention().rotate();
        settings.add(
                rotate == Integer.MAX_VALUE
                        ? Message.of("logs.keeps-all")
                        : Message.of("logs.keeps").with("count", rotate));
        if (policy.retention().compress()) {
            settings.add(Message.of("logs.compresses"));
        }
        String file = policy.file();
        return Message.of("logs.rule")
                .with("file", file == null ? "logrotate" : file)
                .with("settings", settings);
    }

    private static Message when(Trigger trigger) {
        Frequency frequency = trigger.frequency();
        if (frequency != null) {
            return switch (frequency) {
                case HOURLY -> Message.of("logs.rotated-hourly");
                case DAILY -> Message.of("logs.rotated-daily");
                case WEEKLY -> Message.of("logs.rotated-weekly");
                case MONTHLY -> Message.of("logs.rotated-monthly");
                case YEARLY -> Message.of("logs.rotated-yearly");
            };
        }
        Long size = trigger.sizeBytes();
        return size == null
                ? Message.of("logs.rotated-on-request")
                : Message.of("logs.rotated-at-size").with("size", Quantity.size(size));
    }
}
