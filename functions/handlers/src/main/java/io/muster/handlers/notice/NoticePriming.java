package io.muster.handlers.notice;

import io.muster.aws.notice.Topic;
import io.muster.handlers.event.Event;
import io.muster.handlers.notice.StreamBatch.News;
import io.muster.handlers.output.Json;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.checklist.Severity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A finding that does not exist, without any recipient: a record of it that is no news is processed
 * to the end, one that is news is formatted and not sent, and the bus and the topic are sent what
 * they refuse.
 */
final class NoticePriming {

    private static final String TIME = "2026-01-01T00:00:00.000Z";

    private NoticePriming() {}

    static void play(PrimingRun run, NotifyHandler handler) throws IOException {
        Map<String, Object> item = item(run);
        run.event(handler, batch(run, Map.of("OldImage", item, "NewImage", item)));
        FunctionEnvironment functionEnvironment = run.functionEnvironment();
        NoticeSettings settings = NoticeSettings.from(functionEnvironment.environment());
        String opened = Json.of(batch(run, Map.of("NewImage", item)));
        NoticeSettings lowest =
                new NoticeSettings(
                        settings.bus(), settings.topic(), Severity.LOW, settings.language());
        words(StreamBatch.of(Event.read(opened, NotifyHandler.FUNCTION)), lowest);
        functionEnvironment.eventBus(settings.bus()).prime(FindingEvent.SOURCE);
        settings.topic().map(functionEnvironment::topic).ifPresent(Topic::prime);
    }

    private static void words(StreamBatch batch, NoticeSettings settings) {
        batch.news().stream().map(News::transition).forEach(FindingEvent::of);
        Digest digest =
                Digest.of(
                        batch.news().stream().map(News::transition).toList(),
                        settings,
                        new ItemLink(batch.region(), batch.table()));
        if (digest.subject().isEmpty() || digest.text().isEmpty()) {
            throw new IllegalStateException("there were no words for a finding");
        }
    }

    private static Map<String, Object> batch(PrimingRun run, Map<String, Object> images) {
        Map<String, Object> change = new HashMap<>(images);
        change.put("SequenceNumber", "0");
        String stream = run.scope().arn("dynamodb", "table/priming/stream/" + TIME);
        Map<String, Object> record =
                Map.of(
                        "eventSource", "aws:dynamodb",
                        "eventSourceARN", stream,
                        "dynamodb", change);
        return Map.of("Records", List.of(record));
    }

    /** As the table keeps a finding. */
    private static Map<String, Object> item(PrimingRun run) {
        String partition = run.scope().partition();
        String key = "SCOPE#%s#%s".formatted(run.scope().account(), run.scope().region());
        Map<String, Object> item = new HashMap<>();
        Map.of(
                        "pk", key,
                        "sk", "FINDING#instance#i-00000000000000000#priming",
                        "partition", partition,
                        "check", "priming",
                        "row", "TESTS",
                        "severity", "LOW",
                        "verdict", "NOT_READY",
                        "title", "The function is primed",
                        "expected", "primed",
                        "actual", "not yet")
                .forEach((name, value) -> item.put(name, Map.of("S", value)));
        Map.of(
                        "remedy", "true",
                        "resourceType", "INSTANCE",
                        "resourceId", "i-00000000000000000")
                .forEach((name, value) -> item.put(name, Map.of("S", value)));
        Stream.of("observedAt", "firstSeen", "changedAt")
                .forEach(name -> item.put(name, Map.of("S", TIME)));
        item.put("evidence", Map.of("L", List.of(Map.of("S", "none"))));
        item.put("v", Map.of("N", "1"));
        return item;
    }
}
