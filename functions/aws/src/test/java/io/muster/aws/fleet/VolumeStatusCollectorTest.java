package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.VolumeStatus;
import io.muster.readiness.fact.VolumeStatus.Detail;
import io.muster.readiness.fact.VolumeStatus.Event;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeStatusCollectorTest {

    @Test
    void a_status_comes_with_its_checks_and_events() {
        VolumeStatus status =
                status(
                        """
                        <volumeStatus><status>impaired</status><details>
                        <item><name>io-enabled</name><status>failed</status></item>
                        <item><name>initialization-state</name><status>completed</status></item>
                        </details></volumeStatus><eventsSet><item>
                        <eventType>potential-data-inconsistency</eventType>
                        <description>Awaiting Action: Enable IO</description>
                        <notBefore>2026-11-20T08:00:00.000Z</notBefore></item></eventsSet>""");

        assertThat(status)
                .isEqualTo(
                        new VolumeStatus(
                                SmallFleet.VOLUME,
                                "impaired",
                                List.of(
                                        new Detail("io-enabled", "failed"),
                                        new Detail("initialization-state", "completed")),
                                List.of(
                                        new Event(
                                                "potential-data-inconsistency",
                                                "Awaiting Action: Enable IO",
                                                Instant.parse("2026-11-20T08:00:00Z"),
                                                null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "warning", "insufficient-data", "a-word-of-next-year"})
    void a_status_is_taken_over_as_ec2_says_it_whether_the_sdk_knows_it_or_not(String word) {
        assertThat(
                        status(
                                """
                                        <volumeStatus><status>%1$s</status><details><item>
                                        <name>%1$s</name></item></details></volumeStatus>"""
                                        .formatted(word)))
                .extracting(VolumeStatus::status, VolumeStatus::details)
                .containsExactly(word, List.of(new Detail(word, null)));
    }

    @Test
    void a_volume_without_a_status_has_none() {
        assertThat(status("").status()).isNull();
    }

    @Test
    void all_are_read_in_pages_of_a_thousand() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                    Operation.VOLUME_STATUSES,
                    IntStream.range(0, 2_001)
                            .mapToObj(i -> "<volumeId>vol-%d</volumeId>".formatted(i))
                            .toList());

            assertThat(known(collector(clients).all(Collecting.NOTHING))).hasSize(2_001);

            assertThat(aws.calls(Operation.VOLUME_STATUSES)).hasSize(3);
        }
    }

    @Test
    void a_scope_without_volumes_is_asked_nothing() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetCollector fleet = new FleetCollector(clients);

            assertThat(
                            known(
                                    fleet.collect(
                                                    Collecting.SCOPE,
                                                    Collecting.NOW,
                                                    Set.of(Source.VOLUMES, Source.VOLUME_STATUSES))
                                            .get(Source.VOLUME_STATUSES)))
                    .isEmpty();
            assertThat(aws.calls(Operation.VOLUME_STATUSES)).isEmpty();
        }
    }

    @Test
    void named_volumes_are_asked_for_by_id_and_without_a_page_size() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetCollector fleet = new FleetCollector(clients);

            assertThat(
                            known(
                                    fleet.collect(
                                                    Collecting.SCOPE,
                                                    Collecting.NOW,
                                                    fleet.selectiveSources(),
                                                    NamedResources.joined(
                                                            Collecting.ids(),
                                                            Collecting.ids(SmallFleet.VOLUME)))
                                            .get(Source.VOLUME_STATUSES)))
                    .containsOnlyKeys(SmallFleet.VOLUME);
            FakeAws.Call call = aws.calls(Operation.VOLUME_STATUSES).getFirst();
            assertThat(call.parameter("VolumeId.1")).isEqualTo(SmallFleet.VOLUME);
            assertThat(call.parameter("MaxResults")).isNull();
        }
    }

    @Test
    void many_ids_are_asked_for_two_hundred_at_a_time() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            known(collector(clients).of(Collecting.SCOPE, Collecting.numbered("vol-", 401)));

            assertThat(aws.calls(Operation.VOLUME_STATUSES)).hasSize(3);
        }
    }

    private static VolumeStatus status(String xml) {
        return known(
                        Collecting.from(
                                Operation.VOLUME_STATUSES,
                                clients -> collector(clients).all(Collecting.NOTHING),
                                "<volumeId>%s</volumeId>".formatted(SmallFleet.VOLUME) + xml))
                .values()
                .iterator()
                .next();
    }

    private static VolumeStatusCollector collector(AwsClients clients) {
        return new VolumeStatusCollector(clients::ec2);
    }
}
