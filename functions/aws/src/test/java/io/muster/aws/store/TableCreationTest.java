package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableCreationTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    @Test
    void the_table_is_on_demand_encrypted_and_has_a_stream_of_both_images() {
        CreateTableRequest request = FindingTable.schema("any");
        assertThat(request.tableName()).isEqualTo("any");
        assertThat(request.billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(request.sseSpecification().enabled()).isTrue();
        assertThat(request.streamSpecification().streamViewType())
                .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    }

    @Test
    void creating_it_makes_its_indexes_and_switches_expiry_on() {
        FindingTable.create(fixture.client(), "fresh");
        TableDescription table =
                fixture.client().describeTable(describe -> describe.tableName("fresh")).table();
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder(
                        "open-by-severity", "open-by-verdict", "by-resource", "by-workload");
        assertThat(
                        fixture.client()
                                .describeTimeToLive(describe -> describe.tableName("fresh"))
                                .timeToLiveDescription())
                .satisfies(
                        ttl -> {
                            assertThat(ttl.attributeName()).isEqualTo("expiresAt");
                            assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                        });
    }

    @Test
    void creating_it_twice_changes_nothing() {
        List<String> once = FindingTable.create(fixture.client(), "fresh");
        assertThat(FindingTable.create(fixture.client(), "fresh")).isEqualTo(once);
        assertThat(fixture.proxy().count("UpdateTimeToLive")).isEqualTo(1);
    }

    @Test
    void what_the_endpoint_does_not_offer_is_said_and_the_rest_is_done() {
        assertThat(FindingTable.create(fixture.client(), "fresh"))
                .singleElement()
                .asString()
                .contains("dynamodb:UpdateContinuousBackups");
    }

    @Test
    void recovery_is_switched_on_where_it_is_offered() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateContinuousBackups")
                                        ? Optional.of(
                                                new Answer(200, "application/x-amz-json-1.0", "{}"))
                                        : Optional.empty());
        assertThat(FindingTable.create(fixture.client(), "fresh")).isEmpty();
        assertThat(fixture.proxy().calls())
                .anySatisfy(
                        call ->
                                assertThat(call.body())
                                        .contains("\"PointInTimeRecoveryEnabled\":true"));
    }

    @Test
    void a_denied_step_is_an_error() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateContinuousBackups")
                                        ? Optional.of(
                                                Answer.error(400, "AccessDeniedException", "no"))
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> FindingTable.create(fixture.client(), "fresh"))
                .withMessageContaining("dynamodb:UpdateContinuousBackups was denied");
    }

    @Test
    void a_table_of_another_kind_is_refused() {
        fixture.client()
                .createTable(
                        CreateTableRequest.builder()
                                .tableName("orders")
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        AttributeDefinition.builder()
                                                .attributeName("id")
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                .keySchema(
                                        KeySchemaElement.builder()
                                                .attributeName("id")
                                                .keyType(KeyType.HASH)
                                                .build())
                                .build());
        assertThatExceptionOfType(StoreException.ForeignTable.class)
                .isThrownBy(() -> FindingTable.create(fixture.client(), "orders"))
                .withMessageContaining("'orders' was not created by Muster")
                .withMessageContaining("Use another name");
    }

    /** A table of before has all indexes but the one by verdict, and findings without its key. */
    @Test
    void an_older_table_gets_the_index_by_verdict_and_keeps_what_it_has() {
        CreateTableRequest whole = FindingTable.schema("older");
        fixture.client()
                .createTable(
                        whole.toBuilder()
                                .globalSecondaryIndexes(
                                        whole.globalSecondaryIndexes().stream()
                                                .filter(
                                                        i ->
                                                                !i.indexName()
                                                                        .equals("open-by-verdict"))
                                                .toList())
                                .attributeDefinitions(
                                        whole.attributeDefinitions().stream()
                                                .filter(
                                                        a ->
                                                                !a.attributeName()
                                                                        .equals("openVerdictPk"))
                                                .toList())
                                .build());
        FindingTable table = new FindingTable(fixture.client(), "older", TableFixture.AFTER_ALL);
        table.write(Findings.opened(Findings.finding("i-0a", Findings.MONDAY)));
        assertThat(rows(table)).hasSize(1);

        FindingTable.create(fixture.client(), "older");
        FindingTable.create(fixture.client(), "older");
        assertThat(fixture.proxy().count("UpdateTable")).isEqualTo(1);
        assertThat(
                        fixture.client()
                                .describeTable(describe -> describe.tableName("older"))
                                .table()
                                .globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .contains("open-by-verdict");
        assertThat(rows(table)).hasSize(1);
    }

    private static List<OpenFinding> rows(FindingTable table) {
        List<OpenFinding> rows = new ArrayList<>();
        table.openRows(Severity.HIGH, Status.NOT_READY, List.of(), problem -> {})
                .forEachRemaining(rows::add);
        return rows;
    }

    @Test
    void a_table_that_lacks_an_index_is_refused_with_its_name() {
        CreateTableRequest whole = FindingTable.schema("partly");
        fixture.client()
                .createTable(
                        whole.toBuilder()
                                .globalSecondaryIndexes(
                                        whole.globalSecondaryIndexes().subList(0, 3))
                                .attributeDefinitions(
                                        whole.attributeDefinitions().stream()
                                                .filter(
                                                        a ->
                                                                !a.attributeName()
                                                                        .equals("workloadKey"))
                                                .toList())
                                .build());
        assertThatExceptionOfType(StoreException.ForeignTable.class)
                .isThrownBy(() -> FindingTable.create(fixture.client(), "partly"))
                .withMessageContaining("no index 'by-workload' on workloadKey, sk");
    }
}
