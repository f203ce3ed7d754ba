package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;

/** A log leaves the instance only by a program that sends it. */
public final class LogAgentRuns extends Check.OfGuest {

    public LogAgentRuns() {
        super(
                new Rule("log-agent-runs", LOGS, MEDIUM),
                limits -> EXPECTED,
                """
                # {#install}
                aws ssm send-command --region {region} --instance-ids {id} --document-name AWS-ConfigureAWSPackage --parameters action=Install,name=AmazonCloudWatchAgent
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Agent-on-EC2-Instance.html");
    }

    private static final Message EXPECTED = Message.of("log-agent-runs.expected");

    private static final List<String> AGENTS =
            List.of(
                    "amazon-cloudwatch-agent",
                    "awslogs",
                    "filebeat",
                    "fluent-bit",
                    "fluentd",
                    "otelcol",
                    "promtail",
                    "td-agent",
                    "vector");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED, guest.facts().software().running(), running -> judge(guest, running));
    }

    private static Verdict judge(Guest guest, RunningCode running) {
        Optional<String> agent =
                running.files().stream()
                        .filter(file -> file.kind() == RunningCode.Kind.PROGRAM)
                        .map(RunningCode.Executable::path)
                        .filter(LogAgentRuns::ships)
                        .sorted()
                        .findFirst();
        if (agent.isPresent()) {
            return Verdict.ready(
                    EXPECTED, Message.of("log-agent-runs.running").with("path", agent.get()));
        }
        return running.files().complete() && guest.facts().run().asRoot()
                ? Verdict.notReady(EXPECTED, Message.of("log-agent-runs.not-running"))
                : Verdict.unknown(EXPECTED, Message.of("log-agent-runs.not-all-seen"));
    }

    private static boolean ships(String path) {
        return AGENTS.stream()
                .anyMatch(agent -> path.endsWith("/" + agent) || path.contains("/" + agent + "/"));
    }
}
