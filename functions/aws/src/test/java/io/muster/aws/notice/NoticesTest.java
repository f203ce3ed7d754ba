package io.muster.aws.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.notice.EventBus.BusEvent;
import io.muster.aws.notice.EventBus.Published;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final Answer DENIED =
            new Answer(
                    400,
                    "application/x-amz-json-1.1",
                    "{\"__type\":\"AccessDeniedException\",\"message\":\"not you\"}");

    private final FakeNotices notices = new FakeNotices();
    private final List<Integer> pauses = new ArrayList<>();
    private final LoopbackProxy proxy = new LoopbackProxy(URI.create("http://127.0.0.1:1"));
    private final AwsClients clients = QuickClients.of(proxy.endpoint());
    private final EventBus bus = new EventBus(clients.eventBridge(), "default", pauses::add);

    NoticesTest() throws IOException {
        proxy.others(call -> notices.answer(call).orElseThrow());
    }

    @AfterEach
    void stop() {
        clients.close();
        proxy.close();
    }

    @Test
    void twenty_five_events_take_three_calls_and_keep_their_order() {
        assertThat(bus.publish(events(25))).isEqualTo(new Published(25, null));
        assertThat(notices.calls()).containsExactly(10, 10, 5);
        assertThat(notices.events())
                .extracting(event -> event.get("Detail"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj("{\"n\":%d}"::formatted).toList());
    }

    @Test
    void an_event_says_its_bus_source_type_and_resources() {
        bus.publish(events(1));
        assertThat(notices.events().getFirst())
                .containsEntry("EventBusName", "default")
                .containsEntry("Source", "muster")
                .containsEntry("DetailType", "Changed")
                .containsEntry("Resources", List.of("arn:aws:ec2:r:1:instance/i-0"));
    }

    @Test
    void no_call_carries_more_than_256_kib() {
        String detail = "{\"long\":\"%s\"}".formatted("é".repeat(50_000));
        List<BusEvent> events =
                IntStream.range(0, 5)
                        .mapToObj(n -> new BusEvent("muster", "Changed", detail, List.of()))
                        .toList();
        assertThat(bus.publish(events).taken()).isEqualTo(5);
        assertThat(notices.calls()).containsExactly(2, 2, 1);
    }

    @Test
    void what_is_refused_once_is_sent_again_alone() {
        AtomicInteger refusals = new AtomicInteger(1);
        notices.refuses(event -> isThird(event) && refusals.getAndDecrement() > 0);
        assertThat(bus.publish(events(5))).isEqualTo(new Published(5, null));
        assertThat(notices.calls()).containsExactly(5, 1);
        assertThat(pauses).containsExactly(1);
    }

    @Test
    void after_what_is_refused_to_the_last_nothing_is_sent() {
        notices.refuses(NoticesTest::isThird);
        Published published = bus.publish(events(25));
        assertThat(published.taken()).isEqualTo(3);
        assertThat(published.failure())
                .contains("event bus default", "InternalFailure: said by a test");
        assertThat(notices.calls()).containsExactly(10, 1, 1, 1, 1);
    }

    @Test
    void a_call_that_is_denied_is_reported() {
        notices.busFails(DENIED);
        assertThat(bus.publish(events(1)).failure())
                .contains("event bus default", "events:PutEvents was denied");
    }

    @Test
    void a_message_carries_its_subject_text_and_attributes() {
        Topic.of(clients, "arn:aws:sns:r:1:findings")
                .publish("A subject", "First\nsecond", Map.of("severity", "HIGH"));
        assertThat(notices.messages().getFirst())
                .containsEntry("TopicArn", "arn:aws:sns:r:1:findings")
                .containsEntry("Subject", "A subject")
                .containsEntry("Message", "First\nsecond")
                .containsEntry("MessageAttributes.entry.1.Name", "severity")
                .containsEntry("MessageAttributes.entry.1.Value.StringValue", "HIGH");
    }

    @Test
    void a_topic_that_does_not_take_it_is_named() {
        notices.topicFails(
                new Answer(
                        404,
                        "text/xml",
                        "<ErrorResponse><Error><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse>"));
        assertThatExceptionOfType(NoticeException.class)
                .isThrownBy(
                        () -> Topic.of(clients, "arn:aws:sns:r:1:gone").publish("A", "B", Map.of()))
                .withMessageContaining("topic arn:aws:sns:r:1:gone: sns:Publish");
    }

    @Test
    void the_actions_are_those_that_iam_knows() {
        assertThat(EventBus.actions()).containsExactly("events:PutEvents");
        assertThat(Topic.actions()).containsExactly("sns:Publish");
    }

    private static boolean isThird(Map<String, Object> event) {
        return "{\"n\":3}".equals(event.get("Detail"));
    }

    private static List<BusEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        n ->
                                new BusEvent(
                                        "muster",
                                        "Changed",
                                        "{\"n\":%d}".formatted(n),
                                        List.of("arn:aws:ec2:r:1:instance/i-" + n)))
                .toList();
    }
}
