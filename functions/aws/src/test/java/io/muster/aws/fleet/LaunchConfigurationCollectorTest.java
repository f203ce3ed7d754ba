package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.readiness.fact.LaunchSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchConfigurationCollectorTest {

    @Test
    void a_configuration_has_its_image_and_groups() {
        Map<String, LaunchSettings> configurations =
                known(
                        Collecting.from(
                                Operation.LAUNCH_CONFIGURATIONS,
                                clients ->
                                        collector(clients)
                                                .of(Collecting.SCOPE, Collecting.ids("old")),
                                """
                                <LaunchConfigurationName>old</LaunchConfigurationName>
                                <ImageId>ami-0a</ImageId><SecurityGroups>
                                <member>sg-0a</member></SecurityGroups>"""));
        assertThat(configurations)
                .isEqualTo(Map.of("old", new LaunchSettings("ami-0a", List.of("sg-0a"))));
    }

    @Test
    void many_names_are_asked_for_fifty_at_a_time() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            known(collector(clients).of(Collecting.SCOPE, Collecting.numbered("old-", 101)));

            assertThat(aws.calls(Operation.LAUNCH_CONFIGURATIONS)).hasSize(3);
        }
    }

    private static LaunchConfigurationCollector collector(AwsClients clients) {
        return new LaunchConfigurationCollector(clients::autoScaling);
    }
}
