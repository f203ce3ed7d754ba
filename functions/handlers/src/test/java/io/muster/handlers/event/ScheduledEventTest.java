package io.muster.handlers.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.handlers.fixture.SampleEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class ScheduledEventTest {

    @Test
    void the_sample_event_is_read() throws IOException {
        ScheduledEvent request = read(SampleEvent.named("fleet-scan.json"));
        assertThat(request.scopes())
                .containsExactly(
                        new AskedScope(null, Region.US_EAST_1),
                        new AskedScope(null, Region.AP_NORTHEAST_2));
        assertThat(request.scheduledAt()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(request.execution()).isEqualTo("d32c5kddcf5bb8c3");
    }

    @Test
    void a_scope_may_be_in_another_account() throws IOException {
        ScheduledEvent request =
                read(
                        "{\"function\":\"fleet-scan\",\"scopes\":[{\"account\":\"210987654321\",\"region\":\"us-east-1\"},{\"region\":\"us-east-1\"}]}");
        assertThat(request.scopes())
                .extracting(scope -> scope.of("123456789012").toString())
                .containsExactly("210987654321/us-east-1", "123456789012/us-east-1");
    }

    @Test
    void without_scopes_it_is_the_functions_own_region() throws IOException {
        assertThat(read("{\"function\":\"fleet-scan\"}").scopes())
                .containsExactly(new AskedScope(null, Region.EU_CENTRAL_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                                   | it is not
                    {"function":                                         | it is not JSON
                    {"function":"fleet-scan"}{"function":"fleet-scan"}   | something follows after its end
                    nonsense                                             | it is not JSON
                    null                                                 | it is not a JSON object
                    []                                                   | it is not a JSON object
                    "fleet-scan"                                         | it is not a JSON object
                    {}                                                   | it does not say "function": "fleet-scan"
                    {"function":7}                                       | it is for the function '7'
                    {"function":"guest-probe"}                           | it is for the function 'guest-probe'
                    {"Records":[{"eventSource":"aws:s3"}]}               | a notification with Records
                    {"detail-type":"EC2 Instance State-change Notification","detail":{}} | an event of EventBridge, 'EC2 Instance State-change
                    {"function":"fleet-scan","regions":["us-east-1"]}    | it has 'regions', and fleet-scan takes only attempt,
                    {"function":"fleet-scan","scheduledAt":5}            | its "scheduledAt" is not a string but '5'
                    {"function":"fleet-scan","scopes":null}              | its "scopes" is not a list
                    {"function":"fleet-scan","scopes":"us-east-1"}       | its "scopes" is not a list
                    {"function":"fleet-scan","scopes":[]}                | leave it out for the function's own region, eu-central-1
                    {"function":"fleet-scan","scopes":["us-east-1"]}     | a scope is not {"region": "<code>"}, with "account" or without, but 'us-east-1'
                    {"function":"fleet-scan","scopes":[null]}            | a scope is not
                    {"function":"fleet-scan","scopes":[{"region":1}]}    | a scope is not
                    {"function":"fleet-scan","scopes":[{"region":"us-east-1","account":"1"}]} | '1' is not an AWS account id (12 digits)
                    {"function":"fleet-scan","scopes":[{"region":"us-east-1","account":null}]} | a scope is not
                    {"function":"fleet-scan","scopes":[{"region":"us-east-1","account":123456789012}]} | a scope is not
                    {"function":"fleet-scan","scopes":[{"region":"us-east-1","zone":"a"}]} | a scope is not
                    {"function":"fleet-scan","scopes":[{"account":"123456789012"}]} | a scope is not
                    {"function":"fleet-scan","scopes":[{"region":"us-east-9"}]}  | it knows us-east-1, us-east-2
                    {"function":"fleet-scan","scopes":[{"region":"aws-global"}]} | 'aws-global' is not a region
                    {"function":"fleet-scan","scopes":[{"region":""}]}   | '' is not a region
                    {"function":"fleet-scan","scopes":[{"region":"us-east-1"},{"region":"us-east-1"}]} | twice
                    """)
    void a_foreign_or_broken_event_is_refused_with_the_reason(String event, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(event))
                .withMessageStartingWith("fleet-scan cannot use this event: ")
                .withMessageContaining(why)
                .withMessageContaining("events/fleet-scan.json");
    }

    @Test
    void a_huge_event_is_not_read_to_its_end() {
        String event = "{\"function\":\"" + "x".repeat(Event.LONGEST) + "\"}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(event))
                .withMessageContaining("longer than 262144 bytes");
    }

    @Test
    void a_deep_event_does_not_overflow_the_stack() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("[".repeat(200_000)));
    }

    @Test
    void a_hostile_text_is_cut_and_kept_on_one_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"function\":\"a\\nb" + "🚀".repeat(500) + "\"}"))
                .satisfies(
                        refused ->
                                assertThat(refused.getMessage())
                                        .contains("'a b🚀")
                                        .contains("🚀…'")
                                        .doesNotContain("\n")
                                        .hasSizeLessThan(500));
    }

    private static ScheduledEvent read(String event) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(event.getBytes(UTF_8));
        return ScheduledEvent.of(Event.read(in, "fleet-scan"), Region.EU_CENTRAL_1);
    }
}
