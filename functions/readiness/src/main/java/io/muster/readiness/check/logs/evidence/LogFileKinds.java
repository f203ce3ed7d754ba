package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Trigger;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Whether a program writes to it, and another one has to rotate it. */
    public static boolean inWriting(LogFile file) {
        return !file.rotated()
                && !file.path().startsWith(JOURNAL)
                && !SPARSE.contains(file.path())
                && !file.path().matches(".*\\d{4}-\\d{2}-\\d{2}.*");
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
                                && !inWriting(other)
                                && (other.path().startsWith(path + ".")
                                        || other.path().startsWith(path + "-")
                                        || other.path().startsWith(stem + "-")
                                        || other.path().startsWith(stem + ".")));
    }

    public static Optional<RotationPolicy> policyOf(
            LogFile file, Listing<RotationPolicy> policies) {
        return policies.stream().filter(policy -> policy.covers(file.path())).findFirst();
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
