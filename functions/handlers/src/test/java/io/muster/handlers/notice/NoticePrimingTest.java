package io.muster.handlers.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.notice.NoticeException;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticePrimingTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Answer EMPTY_MESSAGE =
            new Answer(
                    400,
                    "text/xml",
                    "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code>"
                            + "<Message>Invalid parameter: Empty message</Message></Error></ErrorResponse>");

    private final FakeNotices notices = new FakeNotices();

    @BeforeEach
    void subscribe() {
        notices.refuses(event -> "not JSON".equals(event.get("Detail")));
        notices.topicFails(EMPTY_MESSAGE);
        fixture.proxy().others(call -> notices.answer(call).orElseThrow());
    }

    @Test
    void no_notice_goes_out_though_bus_and_topic_are_called() throws Exception {
        try (PrimingRun run = run()) {
            NotifyHandler.prime(run);
        }
        assertThat(notices.calls()).containsExactly(1);
        assertThat(notices.events()).isEmpty();
        assertThat(notices.messages()).isEmpty();
        assertThat(fixture.proxy().calls())
                .as("one call of EventBridge and one of SNS")
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.body()).doesNotContain("FINDING#"));
    }

    @Test
    void the_handler_is_told_of_a_change_that_is_no_news() throws Exception {
        try (PrimingRun run = run()) {
            NotifyHandler.prime(run);
            assertThat(run.log())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"records\":1,\"changes\":0,\"events\":0,\"notices\":0")
                    .contains("\"unreadable\":[]");
        }
    }

    /** The role of the function may name this source alone. */
    @Test
    void what_the_bus_is_sent_has_the_source_of_real_events() throws Exception {
        List<Map<String, Object>> sent = new ArrayList<>();
        notices.refuses(sent::add);
        try (PrimingRun run = run()) {
            NotifyHandler.prime(run);
        }
        assertThat(sent).hasSize(1).first().asString().contains("Source=muster");
    }

    @Test
    void a_bus_that_takes_it_fails_it() {
        notices.refuses(event -> false);
        try (PrimingRun run = run()) {
            assertThatExceptionOfType(NoticeException.class)
                    .isThrownBy(() -> NotifyHandler.prime(run))
                    .withMessageContaining("took an event whose detail is no JSON");
        }
    }

    @Test
    void a_topic_that_takes_it_fails_it() {
        notices.heal();
        notices.refuses(event -> "not JSON".equals(event.get("Detail")));
        try (PrimingRun run = run()) {
            assertThatExceptionOfType(NoticeException.class)
                    .isThrownBy(() -> NotifyHandler.prime(run))
                    .withMessageContaining("took a message without a text");
        }
    }

    @Test
    void a_topic_that_may_not_be_used_fails_it() {
        notices.topicFails(
                new Answer(
                        403,
                        "text/xml",
                        "<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>"));
        try (PrimingRun run = run()) {
            assertThatExceptionOfType(NoticeException.class)
                    .isThrownBy(() -> NotifyHandler.prime(run))
                    .withMessageContaining("muster-findings");
        }
    }

    private static PrimingRun run() {
        return PrimingRuns.at(
                fixture.proxy().endpoint(),
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "MUSTER_NOTICE_TOPIC",
                        "arn:aws:sns:us-east-1:123456789012:muster-findings"));
    }
}
