package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.ofWorkload;
import static io.muster.aws.store.Findings.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How few queries read the findings of some resources, on DynamoDB's own engine. */
class FindingsOfResourcesTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_read_is_what_each_resource_has_in_the_order_of_the_keys(long seed) {
        Random random = new Random(seed);
        FindingTable table = fixture.table();
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(100) < 60) {
                // Some are long, so that DynamoDB ends pages before their limit.
                String remedy = "x".repeat(random.nextInt(10) == 0 ? 60_000 : 10);
                table.write(
                        opened(finding(id(i), MONDAY).with(new Instructions(remedy, List.of()))));
            }
        }
        fixture.table().write(opened(ofWorkload("web", MONDAY)));
        int share = random.nextInt(1, 100);
        List<ResourceRef> asked =
                new ArrayList<>(
                        instances(
                                IntStream.range(0, 300)
                                        .filter(i -> random.nextInt(100) < share)
                                        .toArray()));
        asked.add(new ResourceRef(ResourceType.WORKLOAD, "web", null));
        asked.add(new ResourceRef(ResourceType.VOLUME, "vol-0a", null));
        List<String> singly =
                asked.stream()
                        .flatMap(one -> keys(List.of(one)).stream())
                        .sorted(ResourceRef.KEY_ORDER)
                        .toList();
        assertThat(keys(asked)).isEqualTo(singly);
    }

    @Test
    void a_whole_fleet_is_read_by_a_few_pages_and_not_by_resource() {
        write(500);
        assertThat(keys(instances(IntStream.range(0, 500).toArray()))).hasSize(500);
        assertThat(fixture.proxy().count("Query")).isLessThanOrEqualTo(15);
    }

    @Test
    void resources_without_findings_take_no_query_each() {
        write(5);
        assertThat(keys(instances(IntStream.range(100, 1_100).toArray()))).isEmpty();
        assertThat(fixture.proxy().count("Query")).isLessThanOrEqualTo(11);
    }

    @Test
    void a_few_resources_are_asked_for_alone() {
        write(100);
        assertThat(keys(instances(3, 50, 90))).hasSize(3);
        assertThat(fixture.proxy().count("Query")).isEqualTo(3);
        assertThat(fixture.proxy().calls()).noneMatch(call -> call.body().contains("Limit"));
    }

    @Test
    void resources_far_apart_take_no_more_than_a_query_each() {
        write(2_000);
        int[] asked = IntStream.range(0, 20).map(i -> i * 100).toArray();
        assertThat(keys(instances(asked))).hasSize(20);
        assertThat(fixture.proxy().count("Query")).isLessThanOrEqualTo(20);
    }

    private static void write(int instances) {
        FindingTable table = fixture.table();
        IntStream.range(0, instances).forEach(i -> table.write(opened(finding(id(i), MONDAY))));
        fixture.proxy().forget();
    }

    private static List<String> keys(List<ResourceRef> resources) {
        List<String> keys = new ArrayList<>();
        fixture.table()
                .findings(SCOPE, resources)
                .forEachRemaining(stored -> keys.add(stored.finding().key()));
        return keys;
    }

    private static List<ResourceRef> instances(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(i -> new ResourceRef(ResourceType.INSTANCE, id(i), null))
                .toList();
    }

    private static String id(int i) {
        return "i-%08x".formatted(i);
    }
}
