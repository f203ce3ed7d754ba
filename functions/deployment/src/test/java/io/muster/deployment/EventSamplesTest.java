package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.handlers.fixture.SampleEvent;
import io.muster.readiness.check.Setting;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples in {@code events/} before the rules that are deployed, by EventBridge's matcher. */
@ExtendWith(Deployments.Once.class)
class EventSamplesTest {

    private final Rules rules;

    EventSamplesTest(Deployments deployments) {
        this.rules = Rules.of(deployments.alone());
    }

    @Test
    void each_sample_matches_the_rule_of_its_function_and_no_other() throws IOException {
        Set<String> matched = new TreeSet<>();
        for (Map.Entry<String, String> sample : SampleEvent.ofEventBridge().entrySet()) {
            Set<String> matching = rules.matching(sample.getValue());
            assertThat(matching).as(sample.getKey()).hasSize(1);
            matched.addAll(matching);
        }
        assertThat(matched).as("rules with a sample").isEqualTo(rules.patterns().keySet());
    }

    @Test
    void an_event_of_another_source_or_type_matches_no_rule() throws IOException {
        for (Map.Entry<String, String> sample : SampleEvent.ofEventBridge().entrySet()) {
            String event = sample.getValue();
            assertThat(rules.matching(Rules.with(event, "source", "my.app")))
                    .as(sample.getKey())
                    .isEmpty();
            assertThat(rules.matching(Rules.with(event, "detail-type", "Something Else")))
                    .as(sample.getKey())
                    .isEmpty();
        }
    }

    @Test
    void a_command_that_ended_starts_the_reader_however_it_ended_and_however_it_is_named()
            throws IOException {
        String ended = SampleEvent.named("guest-results.json");
        String arn =
                "arn:aws:ssm:us-east-1:123456789012:document/"
                        + Setting.PROBE_DOCUMENT.type().defaultValue();
        assertThat(rules.matching(Rules.with(ended, "detail.document-name", arn)))
                .containsExactly("guest-results");
        assertThat(rules.matching(Rules.with(ended, "detail.status", "TimedOut")))
                .containsExactly("guest-results");
    }

    @Test
    void a_command_that_is_still_at_work_or_carried_another_document_starts_nothing()
            throws IOException {
        String ended = SampleEvent.named("guest-results.json");
        assertThat(rules.matching(Rules.with(ended, "detail.status", "InProgress"))).isEmpty();
        assertThat(rules.matching(Rules.with(ended, "detail.document-name", "AWS-RunShellScript")))
                .isEmpty();
        assertThat(
                        rules.matching(
                                Rules.with(ended, "detail.document-name", "my-muster-guest-probe")))
                .isEmpty();
    }
}
