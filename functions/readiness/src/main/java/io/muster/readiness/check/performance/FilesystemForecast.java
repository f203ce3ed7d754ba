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
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                limits ->
                        Message.of("filesystem-forecast.expected")
                                .with("limit", limits.get(Setting.FILESYSTEM_MINIMUM_DAYS)),
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#recent}
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
                expectation(thresholds),
                Message.of("filesystem-forecast.steady").with("limit", limit),
                (one, found) -> judge(one, history.of(one.mountPoint()), limit, found));
    }

    private static void judge(
            FileSystem one, List<Sample> samples, int limit, VerdictBuilder found) {
        Optional<Trend> told = Trend.told(samples);
        if (told.isEmpty()) {
            found.notYet(
                    Message.of("filesystem-forecast.few-samples")
                            .with("fileSystem", LocalFileSystems.described(one))
                            .with("samples", Trend.MIN_SAMPLES));
            return;
        }
        Trend trend = told.get();
        double days = trend.daysToFill(Trend.free(one, samples));
        if (days <= limit) {
            found.notReady(
                    Message.of("filesystem-forecast.filling")
                            .with("fileSystem", LocalFileSystems.described(one))
                            .with("days", band(days, limit)),
                    Map.of("mountPoint", one.mountPoint()));
            found.evidence(
                    Message.of("filesystem-forecast.growth")
                            .with("mountPoint", one.mountPoint())
                            .with("size", Quantity.sizeAtLeast((long) trend.bytesPerDay())));
        }
    }

    private static int band(double days, int limit) {
        return Math.min(
                limit, IntStream.of(DAYS).filter(band -> band >= days).findFirst().orElse(limit));
    }
}
