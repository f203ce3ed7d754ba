package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** An emulator that answers with all that it has in one page, and takes long for it. */
class SlowEndpointTest {

    private static final int INSTANCES = 5_000;

    private final CountDownLatch tableGivenUp = new CountDownLatch(1);

    @Test
    void a_listing_is_waited_for_when_a_call_of_the_table_is_given_up() {
        try (FakeAws aws =
                        new FakeAws()
                                .answers("DescribeInstances", call -> late())
                                .keepsSilent("ListTables");
                AwsClients clients =
                        QuickClients.patient(
                                aws.endpoint(), Duration.ofMillis(300), Duration.ofMinutes(1))) {
            CompletableFuture<Fact<List<Instance>>> instances =
                    CompletableFuture.supplyAsync(
                            () -> new InstanceCollector(clients::ec2).all(Collecting.NOTHING));
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> clients.dynamoDb().listTables());
            tableGivenUp.countDown();
            assertThat(known(instances.join())).hasSize(INSTANCES);
            assertThat(aws.calls("DescribeInstances")).hasSize(1);
        }
    }

    private String late() {
        try {
            tableGivenUp.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return IntStream.range(0, INSTANCES)
                .mapToObj("i-%017x"::formatted)
                .map(SmallFleet::instance)
                .map(
                        """
                        <item><reservationId>r-0a</reservationId>\
                        <instancesSet><item>%s</item></instancesSet></item>"""
                                ::formatted)
                .collect(
                        Collectors.joining(
                                "",
                                "<DescribeInstancesResponse><reservationSet>",
                                "</reservationSet></DescribeInstancesResponse>"));
    }
}
