package io.muster.aws.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.scan.CallCount;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, broken in each way: only what needs it is missing, and says why. */
@Tag("slow")
class BrokenOperationTest {

    /** So that the first call's loading of classes does not count against a short time-out. */
    @BeforeAll
    static void load_the_clients_classes() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(Collecting.whole(clients).missing()).isEmpty();
        }
    }

    static Stream<Arguments> each_operation_and_fault() {
        return Arrays.stream(Operation.values())
                .flatMap(
                        operation ->
                                Arrays.stream(Fault.values())
                                        .map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("each_operation_and_fault")
    void only_the_facts_that_need_a_broken_operation_are_missing(Operation broken, Fault fault) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(broken.requestName(), fault);
            broken.fallback().ifPresent(other -> aws.fails(other, fault));

            FleetFacts facts = Collecting.whole(clients);

            assertThat(facts.missing().keySet()).containsExactlyElementsOf(broken.parts());
            assertThat(facts.missing().values())
                    .allSatisfy(missing -> assertSays(missing, broken, fault.why()));
            // The SDK tries again where JSON breaks off, and not where XML does.
            boolean brokenJson = fault == Fault.TRUNCATED_XML && broken.inJson();
            int tries = fault.retried() || brokenJson ? 4 : 1;
            assertThat(aws.calls(broken)).hasSize(tries);
            assertThat(clients.ledger().counts().get(broken.action()))
                    .isEqualTo(new CallCount(1, tries - 1, fault.throttle() ? tries : 0));
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void an_operation_that_does_not_answer_in_time_is_unreachable(Operation silent) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint(), 2, Duration.ofMillis(700))) {
            aws.keepsSilent(silent.requestName());

            FleetFacts facts = Collecting.whole(clients);

            assertThat(facts.missing().keySet()).containsExactlyElementsOf(silent.parts());
            assertThat(facts.missing().values())
                    .allSatisfy(missing -> assertSays(missing, silent, Why.UNREACHABLE));
            assertThat(aws.calls(silent)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void an_operation_that_is_throttled_for_a_while_is_retried_and_counted(Operation throttled) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(throttled.requestName(), Fault.REQUEST_LIMIT_EXCEEDED, 2);

            FleetFacts facts = Collecting.whole(clients);

            assertThat(facts.missing()).isEmpty();
            CallCount count =
                    clients.ledger().counts().getOrDefault(throttled.action(), CallCount.NONE);
            assertThat(count.retries()).isEqualTo(2);
            assertThat(count.throttles()).isEqualTo(2);
            assertThat(aws.calls(throttled)).hasSize((int) (count.calls() + 2));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ACCESS_DENIED", "HTML_500"})
    void what_another_operation_can_tell_is_known(Fault fault) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(Operation.MANAGED_NODES.requestName(), fault);

            assertThat(Collecting.whole(clients).missing()).isEmpty();
            assertThat(aws.calls("DescribeInstanceInformation")).hasSize(1);
        }
    }

    @Test
    void an_endpoint_that_is_not_there_leaves_every_fact_missing() {
        FakeAws gone = new FakeAws();
        gone.close();
        try (AwsClients clients = QuickClients.of(gone.endpoint())) {
            Map<String, Missing<?>> missing = Collecting.whole(clients).missing();
            assertThat(missing).hasSameSizeAs(Operation.values());
            assertThat(missing.values())
                    .allSatisfy(part -> assertThat(part.why()).isEqualTo(Why.UNREACHABLE));
        }
    }

    private static void assertSays(Missing<?> missing, Operation broken, Why why) {
        assertThat(missing.why()).as(missing.detail().english()).isEqualTo(why);
        assertThat(missing.detail().english())
                .startsWith(broken.action())
                .doesNotContain("<", "\n");
    }
}
