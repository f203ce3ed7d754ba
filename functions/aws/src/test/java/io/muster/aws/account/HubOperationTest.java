package io.muster.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.notice.EventBus;
import io.muster.aws.notice.EventBus.BusEvent;
import io.muster.aws.notice.NoticeException;
import io.muster.aws.notice.Topic;
import io.muster.aws.queue.QueueException;
import io.muster.aws.queue.WorkQueue;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation between Muster and its own account's services, broken in each way, says so. */
@Tag("slow")
class HubOperationTest {

    private static final String URL = "https://sqs.us-east-1.amazonaws.com/123456789012/work";
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:muster-findings";

    /** The operations, each with what calls it and what that says where it fails. */
    enum HubOperation {
        LIST_ACCOUNTS(
                OrganizationAccounts.class,
                "organizations:ListAccounts",
                "ListAccounts",
                true,
                HubOperationTest::listed),
        TAKE_ROLE(SpokeRole.class, "sts:AssumeRole", "AssumeRole", false, HubOperationTest::taken),
        SEND_MESSAGES(
                WorkQueue.class,
                "sqs:SendMessage",
                "SendMessageBatch",
                true,
                HubOperationTest::sent),
        PUT_EVENTS(
                EventBus.class, "events:PutEvents", "PutEvents", true, HubOperationTest::announced),
        PUBLISH(Topic.class, "sns:Publish", "Publish", false, HubOperationTest::published);

        private final Class<?> caller;
        private final String action;
        private final String requestName;
        private final boolean inJson;

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
        private final Function<AwsClients, String> failure;

        HubOperation(
                Class<?> caller,
                String action,
                String requestName,
                boolean inJson,
                Function<AwsClients, String> failure) {
            this.caller = caller;
            this.action = action;
            this.requestName = requestName;
            this.inJson = inJson;
            this.failure = failure;
        }
    }

    /** So that the first call's loading of classes does not count against a short time-out. */
    @BeforeAll
    static void load_the_clients_classes() {
        for (HubOperation operation : HubOperation.values()) {
            try (FakeAws aws = new FakeAws().fails(operation.requestName, Fault.ACCESS_DENIED);
                    AwsClients clients = QuickClients.of(aws.endpoint())) {
                assertThat(operation.failure.apply(clients)).contains("was denied");
            }
        }
    }

    static Stream<Arguments> each_operation_and_fault() {
        return Arrays.stream(HubOperation.values())
                .flatMap(
                        operation ->
                                Arrays.stream(Fault.values())
                                        .map(fault -> Arguments.of(operation, fault)));
    }

    @Test
    void every_class_that_declares_such_actions_is_tried() {
        Set<String> declaring =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages(
                                        "io.muster.aws.account",
                                        "io.muster.aws.queue",
                                        "io.muster.aws.notice")
                                .stream()
                                .filter(each -> each.tryGetMethod("actions").isPresent())
                                .map(JavaClass::getName)
                                .collect(Collectors.toSet());
        assertThat(declaring)
                .isEqualTo(
                        Arrays.stream(HubOperation.values())
                                .map(operation -> operation.caller.getName())
                                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("each_operation_and_fault")
    void it_is_tried_as_often_as_it_makes_sense_and_named(HubOperation operation, Fault fault) {
        try (FakeAws aws = new FakeAws().fails(operation.requestName, fault);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(operation.failure.apply(clients))
                    .contains(operation.action)
                    .doesNotContain("<", "\n");
            // The SDK tries again where JSON breaks off, and not where XML does.
            boolean brokenJson = fault == Fault.TRUNCATED_XML && operation.inJson;
            assertThat(aws.calls(operation.requestName))
                    .hasSize(fault.retried() || brokenJson ? 4 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(HubOperation.class)
    void one_that_does_not_answer_in_time_is_given_up(HubOperation silent) {
        try (FakeAws aws = new FakeAws().keepsSilent(silent.requestName);
                AwsClients clients = QuickClients.of(aws.endpoint(), 2, Duration.ofMillis(700))) {
            assertThat(silent.failure.apply(clients)).contains(silent.action + " got no response");
            assertThat(aws.calls(silent.requestName)).hasSize(2);
        }
    }

    private static String listed(AwsClients clients) {
        Fact<SortedSet<String>> accounts = new OrganizationAccounts(clients).active();
        return switch (accounts) {
            case Known<SortedSet<String>> known -> throw new AssertionError(known);
            case Missing<SortedSet<String>> missing -> missing.detail().english();
        };
    }

    private static String taken(AwsClients clients) {
        Scope elsewhere = Scope.of("210987654321", "us-east-1");
        SpokeRole role = new SpokeRole(clients.sts(), elsewhere, SpokeRole.DEFAULT_NAME, "muster");
        return words(catchThrowableOfType(RoleNotTaken.class, () -> role.clients(clients).close()));
    }

    private static String sent(AwsClients clients) {
        WorkQueue queue = WorkQueue.of(clients, URL);
        return words(
                catchThrowableOfType(
                        QueueException.class,
                        () -> queue.send(List.of(new WorkQueue.Task("1", "a")))));
    }

    private static String announced(AwsClients clients) {
        EventBus bus = EventBus.of(clients, "default");
        return String.valueOf(
                bus.publish(List.of(new BusEvent("muster", "Test", "{}", List.of()))).failure());
    }

    private static String published(AwsClients clients) {
        Topic topic = Topic.of(clients, ARN);
        return words(
                catchThrowableOfType(
                        NoticeException.class, () -> topic.publish("a", "b", Map.of())));
    }

    private static String words(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
