package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.TUESDAY;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.open;
import static io.muster.aws.store.Findings.opened;
import static io.muster.aws.store.Findings.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.finding.FindingChange.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableFaultsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String PK = "SCOPE#123456789012#us-east-1";
    private static final String SK = "FINDING#instance#i-0abc#imdsv2-required";
    private static final Map<String, AttributeValue> NEWER = Map.of("v", AttributeValue.fromN("4"));

    @Test
    void an_item_of_a_newer_muster_is_neither_read_nor_written_over() {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        fixture.edit(PK, SK, NEWER);
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        for (ThrowingCallable attempt :
                List.<ThrowingCallable>of(
                        () -> fixture.table().findings(SCOPE).next(),
                        () -> fixture.table().ofResource("i-0abc").next(),
                        () -> fixture.table().write(opened(finding("i-0abc", TUESDAY))),
                        () -> fixture.table().write(changed()),
                        () ->
                                fixture.table()
                                        .write(resolved(finding("i-0abc", MONDAY), TUESDAY)))) {
            assertThatExceptionOfType(StoreException.NewerItem.class)
                    .isThrownBy(attempt)
                    .withMessageContaining(PK + " / " + SK)
                    .withMessageContaining("version 4")
                    .withMessageContaining("up to 3")
                    .withMessageContaining("Upgrade Muster");
        }
        assertThat(fixture.items()).isEqualTo(before);
    }

    static Stream<Map<String, AttributeValue>> edits() {
        return Stream.of(
                Map.of("v", AttributeValue.fromS("one")),
                Map.of("v", AttributeValue.fromN("1.5")),
                Map.of("row", AttributeValue.fromS("SOMEWHERE")),
                Map.of("title", AttributeValue.fromN("7")),
                Map.of("evidence", AttributeValue.fromS("none")),
                Map.of("evidence", AttributeValue.fromL(List.of(AttributeValue.fromBool(true)))),
                Map.of("firstSeen", AttributeValue.fromS("yesterday")),
                Map.of("resolution", AttributeValue.fromS("BORED")),
                Map.of("resourceId", AttributeValue.fromS("i-other")),
                Map.of("observedAt", AttributeValue.fromBool(true)));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void a_corrupt_item_is_named_with_what_is_wrong(Map<String, AttributeValue> edit) {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        fixture.edit(PK, SK, edit);
        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().findings(SCOPE).next())
                .withMessageContaining(PK + " / " + SK)
                .withMessageContaining("Correct it in the DynamoDB console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v",
                "check",
                "row",
                "severity",
                "verdict",
                "title",
                "expected",
                "actual",
                "evidence",
                "remedy",
                "resourceType",
                "resourceId",
                "observedAt",
                "firstSeen",
                "changedAt",
                "partition"
            })
    void an_item_that_lacks_an_attribute_is_named_with_it(String attribute) {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        fixture.strip(PK, SK, attribute);
        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().findings(SCOPE).next())
                .withMessageContaining("it has no '" + attribute + "'");
    }

    @Test
    void a_table_that_does_not_exist_is_named_with_its_region_and_the_remedy() {
        FindingTable none = new FindingTable(fixture.client(), "none");
        for (ThrowingCallable attempt :
                List.<ThrowingCallable>of(
                        () -> none.findings(SCOPE).hasNext(),
                        () -> none.summaries(),
                        () -> none.summary(SCOPE),
                        () -> none.ofWorkload("web").hasNext(),
                        () -> none.write(opened(finding("i-0abc", MONDAY))))) {
            assertThatExceptionOfType(StoreException.TableMissing.class)
                    .isThrownBy(attempt)
                    .withMessageContaining("'none' in us-east-1")
                    .withMessageContaining("terraform apply");
        }
    }

    @Test
    void keys_left_unprocessed_are_asked_for_again_until_all_are_there() {
        for (int i = 0; i < 150; i++) {
            fixture.table().write(opened(finding("i-%03d".formatted(i), MONDAY)));
        }
        AtomicInteger asked = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("BatchGetItem")
                                                && asked.incrementAndGet() % 2 == 1
                                        ? Optional.of(nothingOf(call.body()))
                                        : Optional.empty());
        List<Integer> waits = new ArrayList<>();
        FindingTable table = new FindingTable(fixture.client(), TableFixture.TABLE, waits::add);
        List<String> found = new ArrayList<>();
        table.ofWorkload("web").forEachRemaining(stored -> found.add(stored.finding().key()));
        assertThat(found).hasSize(150).doesNotHaveDuplicates().isSorted();
        assertThat(waits).containsExactly(1, 1);
    }

    @Test
    void keys_that_stay_unprocessed_are_an_error_and_not_an_absence() {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("BatchGetItem")
                                        ? Optional.of(nothingOf(call.body()))
                                        : Optional.empty());
        List<Integer> waits = new ArrayList<>();
        FindingTable table = new FindingTable(fixture.client(), TableFixture.TABLE, waits::add);
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> table.ofResource("i-0abc").hasNext())
                .withMessageContaining("1 of 1 keys unread in 10 tries");
        assertThat(waits).hasSize(9);
    }

    @Test
    void a_refusal_brings_the_item_along_where_there_is_one_so_that_nothing_is_looked_up() {
        fixture.table().write(opened(finding("i-0abc", TUESDAY)));
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateItem")
                                        ? Optional.of(
                                                Answer.error(
                                                        400,
                                                        "ConditionalCheckFailedException",
                                                        "The conditional request failed"))
                                        : Optional.empty());
        fixture.proxy().forget();
        assertThat(fixture.table().write(opened(finding("i-0abc", MONDAY)))).isFalse();
        assertThat(fixture.proxy().count("GetItem")).isZero();
    }

    @Test
    void a_denied_call_names_the_table_the_action_and_the_next_step() {
        fixture.proxy()
                .fault(
                        call ->
                                Optional.of(
                                        Answer.error(
                                                400,
                                                "AccessDeniedException",
                                                "User is not authorized")));
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> fixture.table().summary(SCOPE))
                .withMessageContaining("table muster")
                .withMessageContaining("dynamodb:GetItem was denied")
                .withMessageContaining("Allow the action");
    }

    @Test
    void a_write_whose_answer_was_lost_is_tried_again_and_counts_once() {
        AtomicInteger tries = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call -> {
                            if (call.operation().equals("UpdateItem")
                                    && tries.incrementAndGet() == 1) {
                                fixture.proxy().pass(call);
                                return Optional.of(
                                        Answer.error(500, "InternalServerError", "lost"));
                            }
                            return Optional.empty();
                        });
        assertThat(fixture.table().write(opened(finding("i-0abc", MONDAY)))).isTrue();
        assertThat(fixture.table().findings(SCOPE).next())
                .isEqualTo(open(finding("i-0abc", MONDAY), MONDAY));
    }

    private static Changed changed() {
        return new Changed(finding("i-0abc", TUESDAY), open(finding("i-0abc", MONDAY), MONDAY));
    }

    /** A full success that read nothing: the request's keys come back as unprocessed. */
    private static Answer nothingOf(String request) {
        String items = request.substring(request.indexOf(':') + 1, request.lastIndexOf('}'));
        return new Answer(
                200,
                "application/x-amz-json-1.0",
                "{\"Responses\":{},\"UnprocessedKeys\":%s}".formatted(items));
    }
}
