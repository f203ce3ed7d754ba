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
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.Optional;

/**
 * A log that is not rotated fills the disk in the end, and long before that it is too large to
 * open.
 */
public final class LogsRotated extends Check.OfGuest {

    public LogsRotated() {
        super(
                new Rule("logs-rotated", LOGS, MEDIUM),
                limits ->
                        Message.of("logs-rotated.expected")
                                .with(
                                        "size",
                                        Quantity.size(limits.get(Setting.LOG_FILE_MAXIMUM_MIB))),
                """
                # {#shell}
                aws ssm start-session --region {region} --target {id}

                # {#rotate}
                #   sudo fuser -v {path}
                #   sudo logrotate --debug /etc/logrotate.conf
                """,
                "https://man7.org/linux/man-pages/man8/logrotate.8.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expectation(thresholds),
                guest.facts().logs().sizes(),
                sizes -> judge(guest, sizes.files(), thresholds));
    }

    private Verdict judge(Guest guest, Listing<LogFile> files, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        for (LogFile file : files) {
            if (file.bytes() >= thresholds.get(Setting.LOG_FILE_MAXIMUM_MIB)
                    && LogFileKinds.inWriting(file, guest.facts().run().probedAt())) {
                found.notReady(
                        Message.of("logs-rotated.too-large")
                                .with("path", file.path())
                                .with("size", Quantity.sizeAtLeast(file.bytes()))
                                .with("rotation", rotation(guest, files, file)),
                        Map.of("path", file.path()));
            }
        }
        found.unknownGaps(files, Message.of("logs.log-files"));
        if (!guest.facts().run().asRoot()) {
            found.unknown(Message.of("logs-rotated.not-root"));
        }
        return found.verdict(expectation(thresholds), Message.of("logs-rotated.small"));
    }

    private static Message rotation(Guest guest, Listing<LogFile> files, LogFile file) {
        return guest.facts()
                .logs()
                .rotationPolicies()
                .map(policies -> LogFileKinds.rules(files, policies))
                .map(rules -> Optional.ofNullable(rules.get(file.path())))
                .map(rule -> rule.map(LogsRotated::byRule))
                .map(rule -> rule.orElse(Message.of("logs-rotated.no-rule")))
                .orElseGet(
                        missing ->
                                Message.of("logs-rotated.rule-unknown")
                                        .with("reason", missing.detail()));
    }

    private static Message byRule(RotationPolicy policy) {
        return Message.of("logs-rotated.by-rule").with("rule", LogFileKinds.rule(policy));
    }
}
