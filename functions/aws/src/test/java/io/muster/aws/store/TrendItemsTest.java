package io.muster.aws.store;

import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.scorecard.TrendPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TrendItemsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final String PARTITION = "SCOPE#123456789012#us-east-1";

    private static SortedMap<String, TrendPoint> points(int workloads, int notReady) {
        SortedMap<String, TrendPoint> points = new TreeMap<>();
        IntStream.range(0, workloads)
                .forEach(
                        i ->
                                points.put(
                                        "workload-%05d".formatted(i),
                                        new TrendPoint(i % 16, notReady, i % 7, 1)));
        return points;
    }

    @Test
    void days_are_read_as_they_were_written_in_their_order() {
        fixture.table().writeTrend(SCOPE, DAY.plusDays(1), points(3, 5));
        fixture.table().writeTrend(SCOPE, DAY, points(2, 4));

        SortedMap<LocalDate, SortedMap<String, TrendPoint>> trend =
                fixture.table().trend(SCOPE, DAY);

        assertThat(trend.firstKey()).isEqualTo(DAY);
        assertThat(trend)
                .containsEntry(DAY, points(2, 4))
                .containsEntry(DAY.plusDays(1), points(3, 5));
        assertThat(fixture.table().trend(SEOUL, DAY)).isEmpty();
    }

    @Test
    void only_days_from_one_on_are_read_by_one_query() {
        for (int day = 0; day < 5; day++) {
            fixture.table().writeTrend(SCOPE, DAY.plusDays(day), points(1, day));
        }
        fixture.proxy().forget();

        assertThat(fixture.table().trend(SCOPE, DAY.plusDays(3))).hasSize(2);
        assertThat(fixture.proxy().calls()).hasSize(1);
    }

    @Test
    void a_day_of_500_workloads_is_one_small_item_that_expires_after_400_days() {
        fixture.table().writeTrend(SCOPE, DAY, points(500, 3));

        Map<String, AttributeValue> item =
                fixture.items().getOrDefault(PARTITION + " / TREND#2026-11-23#000", Map.of());
        assertThat(fixture.items()).hasSize(1);
        assertThat(Objects.requireNonNull(item.get("workloads")).b().asByteArray())
                .hasSizeLessThan(8_000);
        assertThat(Objects.requireNonNull(item.get("expiresAt")).n())
                .isEqualTo(Long.toString(Instant.parse("2027-12-28T00:00:00Z").getEpochSecond()));
    }

    @Test
    void ten_thousand_workloads_come_back_whole() {
        SortedMap<String, TrendPoint> all = points(10_000, 1);

        fixture.table().writeTrend(SCOPE, DAY, all);

        assertThat(fixture.items()).hasSize(2);
        assertThat(fixture.table().trend(SCOPE, DAY).get(DAY)).isEqualTo(all);
    }

    @Test
    void a_scope_without_workloads_has_no_trend() {
        fixture.table().writeTrend(SCOPE, DAY, new TreeMap<>());

        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void a_day_that_was_spoiled_by_hand_is_named() {
        fixture.table().writeTrend(SCOPE, DAY, points(1, 1));
        fixture.edit(
                PARTITION,
                "TREND#2026-11-23#000",
                Map.of("workloads", AttributeValue.fromS("none")));

        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().trend(SCOPE, DAY))
                .withMessageContaining("TREND#2026-11-23#000");
    }
}
