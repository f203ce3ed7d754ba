package io.muster.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.scan.ScopeScan;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.CallCount;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

@Tag("slow")
class ReplayServerTest {

    @Test
    void as_many_instances_are_served_as_were_asked_for_each_once() throws IOException {
        FleetFacts facts = scan(2_500).fleet().facts();

        assertThat(instances(facts)).hasSize(2_500);
        assertThat(instances(facts)).extracting(Instance::id).doesNotHaveDuplicates();
        // The guests are not asked during the replay: their answers come from the table.
        assertThat(facts.missing()).containsOnlyKeys("guests", "logs", "decisions");
    }

    @Test
    void a_copys_volumes_are_attached_to_instances_of_the_same_copy() throws IOException {
        FleetFacts facts = scan(500).fleet().facts();
        Set<String> instances =
                instances(facts).stream().map(Instance::id).collect(Collectors.toSet());
        List<Volume> volumes =
                facts.get(Source.VOLUMES) instanceof Known<List<Volume>> known
                        ? known.value()
                        : List.of();

        long astray =
                volumes.stream()
                        .flatMap(volume -> volume.attachments().stream())
                        .filter(attachment -> !instances.contains(attachment.instanceId()))
                        .count();
        // The last copy may be cut off in its middle; all others are whole.
        assertThat(volumes).hasSizeGreaterThan(400);
        assertThat(astray).isLessThan(60);
    }

    @Test
    void a_scan_asks_little_more_than_the_pages_make_necessary() throws IOException {
        try (ReplayServer server = ReplayServer.start(10_000)) {
            ScopeScan scan = scan(server);
            long calls =
                    scan.collected().calls().values().stream().mapToLong(CallCount::calls).sum();

            assertThat(calls).isEqualTo(server.requests());
            assertThat((double) calls / server.floor()).isBetween(1.0, 1.1);
        }
    }

    private static List<Instance> instances(FleetFacts facts) {
        return facts.get(Source.INSTANCES) instanceof Known<List<Instance>> known
                ? known.value()
                : List.of();
    }

    private static ScopeScan scan(int instances) throws IOException {
        try (ReplayServer server = ReplayServer.start(instances)) {
            return scan(server);
        }
    }

    private static ScopeScan scan(ReplayServer server) {
        try (AwsClients clients =
                new AwsClients(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")),
                        server.endpoint(),
                        new CallLedger())) {
            return ScopeScan.collect(
                    clients,
                    Scope.of("123456789012", "us-east-1"),
                    PriceCache.NONE,
                    BuiltInChecks.catalogue(),
                    Thresholds.defaults(),
                    Clock.systemUTC());
        }
    }
}
