package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Logs on the same disk as the system and its data take the room of both. Shipped to CloudWatch
 * Logs they need to stay on the host for days only.
 */
public final class LogShare extends Check.OfGuest {

    public LogShare() {
        super(
                new Rule("log-share", LOGS, LOW),
                limits ->
                        Message.of("log-share.expected")
                                .with("limit", limits.get(Setting.LOG_SHARE_MAXIMUM_PERCENT)),
                """
                # {#shrink}
                #   sudo du -ah --max-depth=2 --threshold=50M /var/log
                #   sudo journalctl --vacuum-time=7d
                aws ssm start-session --region {region} --target {id}
                """,
                "https://man7.org/linux/man-pages/man5/journald.conf.5.html");
    }

    private static final String DIRECTORY = "/var/log";
    private static final int MAX_FILES = 5;

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expectation(thresholds),
                guest.facts().logs().sizes(),
                guest.facts().storage().fileSystems(),
                (sizes, all) -> judge(sizes, all, thresholds));
    }

    private Verdict judge(LogSizes sizes, Listing<FileSystem> all, Thresholds thresholds) {
        Message expected = expectation(thresholds);
        Optional<FileSystem> disk =
                LocalFileSystems.holding(LocalFileSystems.distinct(all), DIRECTORY);
        if (disk.isEmpty() || disk.get().space().sizeBytes() == null) {
            return Verdict.unknown(expected, Message.of("log-share.file-system-unknown"));
        }
        if (disk.get().mountPoint().startsWith(DIRECTORY)) {
            return Verdict.notApplicable(Message.of("log-share.own-file-system"));
        }
        Long total = sizes.totalBytes();
        Long size = disk.get().space().sizeBytes();
        if (total == null || size == null || size <= 0) {
            return Verdict.unknown(expected, Message.of("log-share.not-measured"));
        }
        int limit = thresholds.get(Setting.LOG_SHARE_MAXIMUM_PERCENT);
        int percent = (int) Math.min(100, Math.floor(100.0 * total / size));
        if (percent < limit) {
            return Verdict.ready(expected, Message.of("log-share.small"));
        }
        return Verdict.notReady(
                        expected,
                        Message.of("log-share.too-large")
                                .with("share", Quantity.shareAtLeast(percent, limit))
                                .with("fileSystem", LocalFileSystems.described(disk.get())))
                .withEvidence(biggest(sizes));
    }

    private static List<Message> biggest(LogSizes sizes) {
        return sizes.files().stream()
                .limit(MAX_FILES)
                .sorted(Comparator.comparing(LogFile::path))
                .map(
                        file ->
                                Message.of("log-share.file")
                                        .with("path", file.path())
                                        .with("size", Quantity.sizeAtLeast(file.bytes())))
                .toList();
    }
}
