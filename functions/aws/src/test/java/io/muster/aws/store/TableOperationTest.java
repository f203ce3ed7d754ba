package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.scan.ChangeJudge;
import io.muster.aws.scan.FindingRun;
import io.muster.aws.scan.ScanRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each operation on the table, broken in each way, on DynamoDB's own engine. */
class TableOperationTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    /** One of each kind: what the SDK tells apart when it decides whether to try again. */
    private static final List<Fault> SHORT =
            List.of(
                    Fault.THROTTLING,
                    Fault.INTERNAL_ERROR,
                    Fault.EMPTY_BODY,
                    Fault.CONNECTION_CLOSED);

    private AwsClients quick;
    private Map<String, Map<String, AttributeValue>> filled = Map.of();

    @BeforeEach
    void fill() {
        quick = QuickClients.of(fixture.proxy().endpoint());
        StoreCall.fill(fixture.client());
        filled = fixture.items();
    }

    @AfterEach
    void close() {
        quick.close();
    }

    @Test
    void every_action_that_a_class_declares_is_tried() {
        assertThat(tried(GuestStore.class))
                .containsAll(GuestStore.actions())
                .containsAll(GuestStore.actionsByEvent())
                .containsAll(GuestStore.actionsToSend());
        assertThat(tried(LogStore.class)).isEqualTo(LogStore.actions());
        assertThat(tried(DecisionTable.class))
                .containsAll(DecisionTable.actions())
                .isEqualTo(DecisionTable.actionsToDecide());
        assertThat(tried(FindingTable.class))
                .containsAll(ScanRecorder.actions())
                .containsAll(FindingRun.actions())
                .containsAll(ChangeJudge.actionsOnTheTable());
    }

    /** The schema's calls are those of a trial without Terraform: see TableCreationTest. */
    @Test
    void every_operation_that_is_called_of_dynamodb_is_tried() {
        Set<String> called =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.muster.aws.store")
                                .stream()
                                .filter(each -> !each.getSimpleName().equals("TableSchema"))
                                .flatMap(TableOperationTest::callsOfDynamoDb)
                                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(StoreCall.values())
                                .map(StoreCall::action)
                                .collect(Collectors.toSet()));
    }

    private static Stream<String> callsOfDynamoDb(JavaClass caller) {
        return caller.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(DynamoDbClient.class))
                .map(JavaMethodCall::getName)
                .filter(name -> !name.equals("serviceClientConfiguration"))
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_failure_names_table_operation_and_next_step_and_writes_nothing(Fault fault) {
        for (StoreCall call : StoreCall.values()) {
            fixture.proxy().forget();
            fixture.proxy().fails(call.action(), Answer.of(fault));
            assertThat(failure(call, quick))
                    .as("%s", call)
                    .startsWith("table muster: dynamodb:" + call.action())
                    .containsPattern("[Tt]ry again|tries again|Allow|renew|Check")
                    .doesNotContain("<", "\n");
            // The SDK tries again where JSON breaks off.
            boolean retried = fault.retried() || fault == Fault.TRUNCATED_XML;
            assertThat(fixture.proxy().asked(call.action()))
                    .as("%s", call)
                    .isEqualTo(retried ? 4 : 1);
        }
        fixture.proxy().heal();
        assertThat(fixture.items()).isEqualTo(filled);
    }

    /** A guest's record is loaded before it is written, so not all can be silent at once. */
    @ParameterizedTest
    @ValueSource(strings = {"GetItem Query UpdateItem DeleteItem", "BatchGetItem", "PutItem"})
    void one_that_does_not_answer_in_time_is_given_up(String silent) throws Exception {
        List<String> actions = List.of(silent.split(" ", -1));
        fixture.proxy()
                .fault(
                        call ->
                                actions.contains(call.action())
                                        ? Optional.of(Answer.SILENCE)
                                        : Optional.empty());
        // At once, since each waits for nothing but its own time to pass.
        List<Future<?>> waits = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Arrays.stream(StoreCall.values())
                    .filter(call -> actions.contains(call.action()))
                    .forEach(call -> waits.add(threads.submit(() -> givesUp(call))));
        }
        for (Future<?> wait : waits) {
            wait.get();
        }
        fixture.proxy().heal();
        assertThat(fixture.items()).isEqualTo(filled);
    }

    private static void givesUp(StoreCall call) {
        try (AwsClients clients =
                QuickClients.of(fixture.proxy().endpoint(), 2, Duration.ofMillis(700))) {
            assertThat(failure(call, clients))
                    .as("%s", call)
                    .contains("dynamodb:" + call.action() + " got no response");
        }
    }

    @Test
    void a_fault_that_passes_and_an_answer_that_is_lost_change_nothing() {
        for (StoreCall call : StoreCall.values()) {
            Outcome undisturbed = outcome(call);
            for (Fault fault : SHORT) {
                fixture.proxy().fails(call.action(), Answer.of(fault), 3);
                assertThat(outcome(call)).as("%s, %s", call, fault).isEqualTo(undisturbed);
            }
            // Done by the engine, and asked for again because the response was lost.
            fixture.proxy().forget();
            fixture.proxy().losesAnswer(call.action());
            assertThat(outcome(call)).as("%s", call).isEqualTo(undisturbed);
            assertThat(fixture.proxy().asked(call.action())).isGreaterThanOrEqualTo(2);
        }
    }

    /** An answer of the right form that holds nothing is no empty list. */
    @Test
    void an_answer_without_its_list_is_not_an_empty_one() {
        for (StoreCall call : StoreCall.values()) {
            // Of the other operations the empty object is an answer.
            if (List.of("Query", "BatchGetItem").contains(call.action())) {
                fixture.proxy().fails(call.action(), Answer.ok("{}"));
                assertThat(failure(call, quick))
                        .as("%s", call)
                        .contains(
                                "dynamodb:%s was answered without a list of items"
                                        .formatted(call.action()))
                        .contains("table muster", "Check the endpoint");
            }
        }
    }

    /** What a call brought, and what the table holds then, but for how often it was written. */
    private record Outcome(Object answer, Map<String, Map<String, AttributeValue>> items) {}

    private Outcome outcome(StoreCall call) {
        Object answer = call.make(quick.dynamoDb());
        fixture.proxy().heal();
        Map<String, Map<String, AttributeValue>> after = fixture.items();
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        after.forEach(
                (key, item) -> {
                    Map<String, AttributeValue> content = new HashMap<>(item);
                    content.remove(RevisedItems.REVISION);
                    items.put(key, content);
                });
        restore(after);
        return new Outcome(answer, items);
    }

    /** Makes the table as it was filled. */
    private void restore(Map<String, Map<String, AttributeValue>> after) {
        after.forEach(
                (key, item) -> {
                    if (!filled.containsKey(key)) {
                        fixture.client()
                                .deleteItem(
                                        delete ->
                                                delete.tableName(TableFixture.TABLE)
                                                        .key(BatchLoader.keyOf(item)));
                    }
                });
        filled.forEach(
                (key, item) -> {
                    if (!item.equals(after.get(key))) {
                        fixture.client()
                                .putItem(put -> put.tableName(TableFixture.TABLE).item(item));
                    }
                });
    }

    private static Set<String> tried(Class<?> store) {
        return Arrays.stream(StoreCall.values())
                .filter(call -> call.store().equals(store))
                .map(call -> "dynamodb:" + call.action())
                .collect(Collectors.toSet());
    }

    private static String failure(StoreCall call, AwsClients clients) {
        return String.valueOf(
                catchThrowableOfType(
                                StoreException.class,
                                () -> {
                                    Object answer = call.make(clients.dynamoDb());
                                    throw new AssertionError(call + " answered " + answer);
                                })
                        .getMessage());
    }
}
