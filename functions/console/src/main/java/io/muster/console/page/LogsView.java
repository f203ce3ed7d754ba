package io.muster.console.page;

import io.muster.console.link.AwsConsole;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.Related.LogPlace;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the log events of an instance are.
 *
 * @param note why no group is listed; empty where one is
 */
public record LogsView(List<Group> groups, String note) {

    /** A day of events is seldom more than Logs Insights scans for a cent. */
    private static final Duration BACK = Duration.ofDays(1);

    public LogsView {
        groups = List.copyOf(groups);
    }

    /**
     * A log group.
     *
     * @param link its page in CloudWatch's console; null for none
     * @param search Logs Insights with a query for the events of this instance
     */
    public record Group(String name, @Nullable String link, String search) {}

    /**
     * The groups of an instance.
     *
     * @param places null where they are not known
     */
    static LogsView of(Scope scope, String instance, @Nullable List<LogPlace> places, Reader to) {
        if (places == null) {
            return new LogsView(List.of(), to.text(Message.of("console.logs-unknown")));
        }
        if (places.isEmpty()) {
            return new LogsView(List.of(), to.text(Message.of("console.no-logs")));
        }
        return new LogsView(
                places.stream()
                        .map(
                                place ->
                                        new Group(
                                                Reader.line(place.group()),
                                                AwsConsole.of(
                                                                scope,
                                                                ResourceType.LOG_GROUP,
                                                                place.group())
                                                        .orElse(null),
                                                AwsConsole.logsInsights(
                                                        scope,
                                                        place.group(),
                                                        query(instance, place),
                                                        BACK)))
                        .toList(),
                "");
    }

    /** The newest events of the instance's streams: of all where the group is the instance's. */
    static String query(String instance, LogPlace place) {
        String filter =
                place.stream() != null
                        ? "| filter @logStream = " + quoted(place.stream()) + "\n"
                        : place.group().contains(instance)
                                ? ""
                                : "| filter @logStream like " + quoted(instance) + "\n";
        return "fields @timestamp, @logStream, @message\n"
                + filter
                + "| sort @timestamp desc\n| limit 100";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
