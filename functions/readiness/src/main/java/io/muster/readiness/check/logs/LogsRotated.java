package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.LogFileKinds;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes.LogFile;
import java.util.Map;

/**
 * A log that is not rotated fills the disk in the end, and long before that it is too large to
 * open.
 */
public final class LogsRotated extends Check.OfGuest {

    public LogsRotated() {
        super(
                new Rule("logs-rotated", LOGS, MEDIUM),
                "No log file has grown large without rotation",
                limits ->
                        "no log in writing of %s or more"
                                .formatted(Quantity.size(limits.get(Setting.LOG_FILE_MAXIMUM_MIB))),
                """
                # See who writes it, then give it a file in /etc/logrotate.d, and rotate once by hand, in the shell
                # that this opens.
                aws ssm start-session --region {region} --target {id}

                # In that shell:
                #   sudo fuser -v {path}
                #   sudo logrotate --debug /etc/logrotate.conf
                """,
                "https://man7.org/linux/man-pages/man8/logrotate.8.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expected(thresholds),
                guest.facts().logs().sizes(),
                sizes -> judge(guest, sizes.files(), thresholds));
    }

    private Verdict judge(Guest guest, Listing<LogFile> files, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        for (LogFile file : files) {
            if (file.bytes() >= thresholds.get(Setting.LOG_FILE_MAXIMUM_MIB)
                    && LogFileKinds.inWriting(file)) {
                found.notReady(
                        "%s has %s; %s"
                                .formatted(
                                        file.path(),
                                        Quantity.sizeAtLeast(file.bytes()),
                                        policy(guest, file)),
                        Map.of("path", file.path()));
            }
        }
        found.unknownGaps(files, "log files");
        if (!guest.facts().run().asRoot()) {
            found.unknown("an ordinary user sees not all of /var/log");
        }
        return found.verdict(
                expected(thresholds), "every log in writing is smaller than the limit");
    }

    private static String policy(Guest guest, LogFile file) {
        return guest.facts()
                .logs()
                .rotationPolicies()
                .map(policies -> LogFileKinds.policyOf(file, policies))
                .map(policy -> policy.map(LogFileKinds::inWords).map("rotated by "::concat))
                .map(policy -> policy.orElse("no rule of logrotate names it"))
                .orElseGet(missing -> "how it is rotated is not known: " + missing.detail());
    }
}
