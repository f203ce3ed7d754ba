package io.muster.handlers.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.guest.ProbeSettings;
import io.muster.handlers.event.Event;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class CommandEventTest {

    private static final String ACCOUNT = "123456789012";
    private static final String OTHER = "210987654321";
    private static final ConfiguredScopes OWN = reach(Map.of());
    private static final String PROBE = "muster-guest-probe";

    @Test
    void the_sample_event_is_read() throws IOException {
        CommandEvent event = read(sample());
        assertThat(event.scope()).isEqualTo(Scope.of(ACCOUNT, "us-east-1"));
        assertThat(event.commandId()).isEqualTo("e8d3c0e4-71f7-4491-898f-c9b35bee5f3b");
        assertThat(event.document()).isEqualTo(PROBE);
        assertThat(event.irrelevant(OWN, PROBE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Success", "Failed", "TimedOut", "Cancelled", "Delivery Timed Out", "NewStatus"})
    void whatever_may_be_an_end_is_looked_at(String status) throws IOException {
        assertThat(read(sample().replace("\"Success\"", "\"" + status + "\"")))
                .satisfies(event -> assertThat(event.irrelevant(OWN, PROBE)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"Pending", "InProgress", "In Progress", "Delayed", "Cancelling"})
    void a_command_that_is_at_work_is_waited_for(String status) throws IOException {
        assertThat(read(sample().replace("\"Success\"", "\"" + status + "\"")))
                .satisfies(
                        event ->
                                assertThat(event.irrelevant(OWN, PROBE))
                                        .contains("the command is still at work"));
    }

    @Test
    void a_foreign_command_is_ignored() throws IOException {
        assertThat(read(sample()).irrelevant(OWN, "another-probe"))
                .contains("the command carried another document");
        assertThat(read(sample()).irrelevant(reach(Map.of("MUSTER_ACCOUNTS", OTHER)), PROBE))
                .contains("the command is of an account that is not looked at, 123456789012");
    }

    @Test
    void a_command_of_any_account_that_is_looked_at_is_ours_in_whatever_region()
            throws IOException {
        CommandEvent event =
                read(sample().replace(ACCOUNT, OTHER).replace("us-east-1", "eu-west-1"));
        assertThat(event.irrelevant(OWN, PROBE)).isPresent();
        Map<String, String> both = Map.of("MUSTER_ACCOUNTS", ACCOUNT + "," + OTHER);
        assertThat(event.irrelevant(reach(both), PROBE)).isEmpty();
        Map<String, String> all = Map.of("MUSTER_ORGANIZATION", "true");
        assertThat(event.irrelevant(reach(all), PROBE)).isEmpty();
    }

    @Test
    void a_document_may_be_named_by_its_arn() throws IOException {
        String arn = "arn:aws:ssm:us-east-1:123456789012:document/" + PROBE;
        assertThat(read(sample().replace("\"" + PROBE + "\"", "\"" + arn + "\"")))
                .satisfies(event -> assertThat(event.irrelevant(OWN, PROBE)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EC2 Command Status-change Notification | EC2 Command Invocation Status-change Notification | it is 'EC2 Command Invocation
                    aws.ssm       | my.app                 | 'my.app'
                    123456789012  | 12                     | not an AWS account id
                    us-east-1     | nowhere                | not an AWS region code
                    e8d3c0e4-71f7 | ../../e8d3c0e4         | its "command-id" is no command's
                    "command-id"  | "command"              | it has no "command-id"
                    "status"      | "state"                | it has no "status"
                    "detail": {   | "details": {           | its "detail" is not an object
                    """)
    void an_event_that_is_not_what_it_should_be_is_refused_in_words(
            String replaced, String by, String why) throws IOException {
        String event = sample().replace(replaced, by);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(event))
                .withMessageStartingWith("guest-results cannot use this event: ")
                .withMessageContaining(why)
                .withMessageContaining("events/guest-results.json");
    }

    @Test
    void the_settings_of_the_probe_say_what_they_take() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSettings.from(Map.of("MUSTER_PROBE_CONCURRENCY", "51")))
                .withMessageContaining("MUSTER_PROBE_CONCURRENCY is '51'")
                .withMessageContaining("from 1 to 50");
    }

    private static ConfiguredScopes reach(Map<String, String> environment) {
        return ConfiguredScopes.from(environment, ACCOUNT, Region.US_EAST_1);
    }

    private static CommandEvent read(String event) {
        return CommandEvent.of(Event.read(event, "guest-results"));
    }

    private static String sample() throws IOException {
        return SampleEvent.named("guest-results.json");
    }
}
