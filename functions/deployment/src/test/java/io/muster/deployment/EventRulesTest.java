package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.probe.ProbeDocument;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the rules wait for, here and in other accounts, and the document that they wait for. */
@ExtendWith(Deployments.Once.class)
class EventRulesTest {

    private static final String RULE = "aws_cloudwatch_event_rule";

    private final Deployed deployed;
    private final Deployed organization;
    private final Deployed spoke;

    EventRulesTest(Deployments deployments) {
        this.deployed = deployments.alone();
        this.organization = deployments.organization();
        this.spoke = deployments.spoke();
    }

    @Test
    void the_rule_waits_for_the_document_that_is_deployed() {
        Object document = deployed.only("aws_ssm_document").get("name");
        assertThat(pattern(deployed, "event", "guest-results").get("detail"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extracting("document-name")
                .isEqualTo(List.of(document, Map.of("suffix", ":document/" + document)));
        assertThat(document).isEqualTo(Setting.PROBE_DOCUMENT.type().defaultValue());
    }

    @Test
    void the_document_is_the_probe_s_wherever_it_is() {
        for (Deployed place : List.of(deployed, spoke)) {
            assertThat(place.only("aws_ssm_document").get("content"))
                    .isEqualTo(ProbeDocument.current().json());
        }
    }

    @Test
    void a_spoke_hands_on_what_the_hub_waits_for() {
        for (String event : deployed.each(RULE, "event").keySet()) {
            Map<String, Object> here = pattern(deployed, "event", event);
            assertThat(pattern(spoke, "hub", event)).as(event).isEqualTo(here);
            assertThat(pattern(organization, "event", event + "-of-spokes"))
                    .as(event)
                    .isEqualTo(here);
        }
    }

    @Test
    void every_rule_puts_its_events_into_a_queue_and_what_fails_into_the_dead_letter_queue() {
        assertThat(organization.each("aws_cloudwatch_event_target", "queue").keySet())
                .isNotEmpty()
                .isEqualTo(organization.each(RULE, "event").keySet());
        assertThat(organization.all("aws_cloudwatch_event_target"))
                .allSatisfy(
                        target ->
                                assertThat(Deployed.block(target, "dead_letter_config").get("arn"))
                                        .asString()
                                        .startsWith("arn:aws:sqs:"));
    }

    @Test
    void events_are_in_the_group_of_their_account_so_that_queues_are_fair() {
        assertThat(organization.all("aws_cloudwatch_event_target"))
                .allSatisfy(
                        target ->
                                assertThat(Deployed.block(target, "sqs_target"))
                                        .isEqualTo(Map.of("message_group_id", "$.account")));
    }

    private static Map<String, Object> pattern(Deployed place, String name, String event) {
        return Deployed.json(place.one(RULE, name, event), "event_pattern");
    }
}
