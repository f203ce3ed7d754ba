package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.DiskHistory.Sample;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.storage.LocalFileSystems;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A disk that is half full and fills up within the week is a worse one than a disk that has stood
 * at ninety per cent for a year. The days left are told in bands, or the finding would change
 * daily.
 */
public final class FilesystemForecast extends Check.OfGuest {

    public FilesystemForecast() {
        super(
                new Rule("filesystem-forecast", PERFORMANCE, MEDIUM),
                "No file system fills up soon at its present pace",
                limits ->
                        "no file system full within %d days at its pace"
                                .formatted(limits.get(Setting.FILESYSTEM_MINIMUM_DAYS)),
                """
                # Find what grows, in the shell that this opens, and rotate, expire or move it. A larger volume only
                # buys time.
                aws ssm start-session --region {region} --target {id}

                # In that shell, what was written within two days and is large:
                #   sudo find {mountPoint} -xdev -type f -mtime -2 -size +100M -ls
                """,
                "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_manage_service_limits_monitor_manage_limits.html");
    }

    private static final int[] DAYS = {1, 2, 3, 7, 14, 30, 60, 90, 180, 365};

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MINIMUM_DAYS);
        DiskHistory history = guest.observation().history();
        return EachFileSystem.of(
                guest,
                expected(thresholds),
                "no file system is full within %d days at the pace of its daily samples"
                        .formatted(limit),
                (one, found) -> judge(one, history.of(one.mountPoint()), limit, found));
    }

    private static void judge(
            FileSystem one, List<Sample> samples, int limit, VerdictBuilder found) {
        if (!Trend.tells(samples)) {
            found.notYet(
                    "the forecast of %s still gathers samples: fewer than %d daily ones of a week"
                            .formatted(LocalFileSystems.inWords(one), Trend.MIN_SAMPLES));
            return;
        }
        Long available = one.space().availableBytes();
        Sample last = samples.getLast();
        long free = available == null ? last.totalBytes() - last.usedBytes() : available;
        Trend trend = Trend.of(samples);
        double days = trend.daysToFill(free);
        if (days <= limit) {
            found.notReady(
                    "%s fills up within %s"
                            .formatted(LocalFileSystems.inWords(one), band(days, limit)),
                    Map.of("mountPoint", one.mountPoint()));
            String growth = Quantity.sizeAtLeast((long) trend.bytesPerDay()).english();
            found.evidence("%s grows by %s a day".formatted(one.mountPoint(), growth));
        }
    }

    private static String band(double days, int limit) {
        int within =
                Math.min(
                        limit,
                        IntStream.of(DAYS).filter(band -> band >= days).findFirst().orElse(limit));
        return within == 1 ? "a day" : within + " days";
    }
}
