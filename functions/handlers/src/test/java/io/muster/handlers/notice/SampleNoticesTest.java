package io.muster.handlers.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.notice.EventBus.BusEvent;
import io.muster.handlers.event.Event;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.notice.StreamBatch.News;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The events that integrations are tried with, which notify sends for its own sample. */
class SampleNoticesTest {

    private static final Path SAMPLES =
            Path.of("../../infra-terraform/examples/integrations/events.json");
    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");

    /** {@code -Dmuster.docs.write=true} writes them anew. */
    @Test
    void the_events_of_the_integrations_are_those_of_notify() throws IOException {
        String batch = SampleEvent.named("notify.json");
        List<Map<String, Object>> events =
                StreamBatch.of(Event.read(batch, NotifyHandler.FUNCTION)).news().stream()
                        .map(News::transition)
                        .map(FindingEvent::of)
                        .map(SampleNoticesTest::delivered)
                        .toList();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(
                    SAMPLES,
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(events) + "\n");
        }
        assertThat(JSON.std.listOfFrom(Object.class, Files.readString(SAMPLES)))
                .isEqualTo(JSON.std.listOfFrom(Object.class, JSON.std.asString(events)));
    }

    /** As EventBridge delivers it to a rule. */
    private static Map<String, Object> delivered(BusEvent event) {
        try {
            Map<String, Object> detail = JSON.std.mapFrom(event.detail());
            Map<String, Object> delivered = new LinkedHashMap<>();
            delivered.put("version", "0");
            delivered.put("id", "7bf73129-1428-4cd3-a780-95db273d1602");
            delivered.put("detail-type", event.type());
            delivered.put("source", event.source());
            delivered.put("account", SCOPE.account());
            delivered.put("time", String.valueOf(detail.get("changedAt")));
            delivered.put("region", SCOPE.region());
            delivered.put("resources", event.resources());
            delivered.put("detail", detail);
            return delivered;
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
