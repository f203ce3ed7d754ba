package io.muster.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeLogs;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.logs.LogReader.Reading;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation on the logs, broken in each way: what was not read is said, and not empty. */
class LogOperationTest {

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOW = Instant.parse("2026-11-25T12:20:00Z");
    private static final Instant AN_HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final Instant BEGUN = Instant.parse("2026-11-25T11:00:00Z");
    private static final String GROUP = "/shop/nginx";

    /** One of each kind: what the SDK tells apart when it decides whether to try again. */
    private static final List<Fault> SHORT =
            List.of(
                    Fault.THROTTLING,
                    Fault.INTERNAL_ERROR,
                    Fault.EMPTY_BODY,
                    Fault.CONNECTION_CLOSED);

    /** The operations, each with what a run says where it fails. */
    enum LogOperation {
        LIST_GROUPS("DescribeLogGroups", LogOperationTest::noneListed),
        READ_TAGS("ListTagsForResource", LogOperationTest::notKnownWhetherChosen),
        LIST_STREAMS("DescribeLogStreams", LogOperationTest::readWithoutStreams),
        START("StartQuery", LogOperationTest::notRead),
        GET_RESULTS("GetQueryResults", LogOperationTest::notRead),
        STOP("StopQuery", LogOperationTest::outOfTime);

        private final String action;

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
        private final BiConsumer<LogOperation, Run> says;

        LogOperation(String action, BiConsumer<LogOperation, Run> says) {
            this.action = action;
            this.says = says;
        }
    }

    /** What came of a run, where one operation failed in a way. */
    private record Run(Fact<Reading> reading, Why why) {

        LogWindow window() {
            return value(reading).windows().getFirst();
        }
    }

    /** So that the first call's loading of classes does not count against a short time-out. */
    @BeforeAll
    static void load_the_clients_classes() {
        try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
            assertThat(value(rig.read()).leftOut()).isEmpty();
        }
    }

    @Test
    void every_action_that_a_run_takes_is_tried() {
        assertThat(LogReader.actions())
                .isEqualTo(
                        Arrays.stream(LogOperation.values())
                                .map(operation -> "logs:" + operation.action)
                                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(LogOperation.class)
    void what_was_not_read_is_said_by_the_operation_s_name(LogOperation broken) {
        for (Fault fault : Fault.values()) {
            try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
                rig.runsOnFor(broken);
                rig.proxy.fails(broken.action, Answer.of(fault));
                broken.says.accept(broken, new Run(rig.read(), fault.why()));
                boolean retried = fault.retried() || fault == Fault.TRUNCATED_XML;
                assertThat(rig.proxy.asked(broken.action))
                        .as("%s", fault)
                        .isEqualTo(calls(broken) * (retried ? 4 : 1));
            }
        }
    }

    @Test
    void one_that_does_not_answer_in_time_is_given_up() throws Exception {
        // At once, since each waits for nothing but its own time to pass.
        List<Future<?>> waits = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (LogOperation silent : LogOperation.values()) {
                waits.add(threads.submit(() -> givesUp(silent)));
            }
        }
        for (Future<?> wait : waits) {
            wait.get();
        }
    }

    private static void givesUp(LogOperation silent) {
        try (Rig rig = new Rig(2, Duration.ofMillis(700))) {
            rig.runsOnFor(silent);
            rig.proxy.fails(silent.action, Answer.SILENCE);
            silent.says.accept(silent, new Run(rig.read(), Why.UNREACHABLE));
            assertThat(rig.proxy.asked(silent.action)).isEqualTo(2 * calls(silent));
        }
    }

    @ParameterizedTest
    @EnumSource(LogOperation.class)
    void what_fails_for_a_while_changes_nothing(LogOperation broken) {
        try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
            rig.runsOnFor(broken);
            Reading undisturbed = value(rig.read());
            for (Fault fault : SHORT) {
                rig.proxy.fails(broken.action, Answer.of(fault), 3);
                assertThat(value(rig.read())).as("%s", fault).isEqualTo(undisturbed);
            }
        }
    }

    /** StartQuery takes no token: the first query runs, is paid for, and is never read. */
    @Test
    void a_query_whose_answer_was_lost_is_started_again_and_its_events_count_once() {
        try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
            Reading undisturbed = value(rig.read());
            int started = rig.logs.started().size();
            rig.proxy.losesAnswer("StartQuery");
            assertThat(value(rig.read())).isEqualTo(undisturbed);
            assertThat(rig.logs.started()).hasSize(2 * started + 1);
        }
    }

    @Test
    void a_query_whose_results_are_refused_is_stopped() {
        try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
            rig.proxy.fails("GetQueryResults", Answer.of(Fault.ACCESS_DENIED));
            rig.read();
            assertThat(rig.logs.stopped()).hasSameSizeAs(rig.logs.started());
        }
    }

    /** The first half of the time took too long and then failed; the second was counted. */
    @Test
    void requests_of_half_the_time_are_not_those_of_all_of_it() {
        try (Rig rig = new Rig(4, Duration.ofSeconds(20))) {
            rig.logs.ends(
                    query -> {
                        if (!query.toString().contains("stats")) {
                            return "Complete";
                        }
                        boolean whole = time(query, "startTime") + 3_600 < time(query, "endTime");
                        boolean first = time(query, "startTime") == BEGUN.getEpochSecond();
                        return whole ? "Timeout" : first ? "Failed" : "Complete";
                    });
            Run run = new Run(rig.read(), Why.FAILED);
            assertThat(missing(run.window().counts().traffic()).detail().english())
                    .contains("the query failed");
        }
    }

    /** There is a query for faults and one for requests, and of those one whose time runs out. */
    private static int calls(LogOperation broken) {
        return broken == LogOperation.START || broken == LogOperation.GET_RESULTS ? 2 : 1;
    }

    private static long time(Map<String, Object> query, String name) {
        return ((Number) Objects.requireNonNull(query.get(name))).longValue();
    }

    private static void noneListed(LogOperation broken, Run run) {
        Missing<Reading> missing = missing(run.reading);
        assertThat(missing.why()).as(missing.detail().english()).isEqualTo(run.why);
        assertThat(missing.detail().english()).startsWith("logs:" + broken.action);
    }

    private static void notKnownWhetherChosen(LogOperation broken, Run run) {
        assertThat(value(run.reading).chosen()).isZero();
        assertThat(value(run.reading).groups()).hasSize(1);
        assertLeftOut(broken, run);
    }

    private static void readWithoutStreams(LogOperation broken, Run run) {
        Missing<?> streams = missing(run.window().streams());
        assertThat(streams.why()).as(streams.detail().english()).isEqualTo(run.why);
        assertThat(streams.detail().english())
                .startsWith("logs:" + broken.action)
                .doesNotContain("<", "\n");
        assertThat(run.window().leftOut()).isNull();
        assertThat(run.window().counts().faults()).hasSize(1);
    }

    private static void notRead(LogOperation broken, Run run) {
        assertLeftOut(broken, run);
        Missing<?> traffic = missing(run.window().counts().traffic());
        assertThat(traffic.why()).isEqualTo(run.why == Why.DENIED ? Why.DENIED : Why.FAILED);
        assertThat(traffic.detail().english()).startsWith("logs:" + broken.action);
    }

    private static void assertLeftOut(LogOperation broken, Run run) {
        Reason reason = run.why == Why.DENIED ? Reason.DENIED : Reason.QUERY_FAILED;
        LogLeftOut leftOut = Objects.requireNonNull(run.window().leftOut());
        assertThat(leftOut.reason()).as(leftOut.detail().english()).isEqualTo(reason);
        assertThat(leftOut.detail().english())
                .startsWith("logs:" + broken.action)
                .doesNotContain("<", "\n");
        assertThat(leftOut.from()).isEqualTo(BEGUN).isEqualTo(run.window().to());
        assertThat(leftOut.to()).isEqualTo(NOW);
        assertThat(value(run.reading).leftOut()).isEqualTo(Map.of(reason, 1));
    }

    /** That a query could not be stopped changes nothing: what was not read is said as ever. */
    private static void outOfTime(LogOperation broken, Run run) {
        LogLeftOut leftOut = Objects.requireNonNull(run.window().leftOut());
        assertThat(leftOut.reason()).isEqualTo(Reason.BUDGET);
        assertThat(leftOut.detail().english()).isEqualTo("the run had no time left");
    }

    /** A group that holds a fault and a request, chosen by its tag; and a run that reads it. */
    private static final class Rig implements AutoCloseable {

        private final FakeLogs logs = new FakeLogs();
        private final LoopbackProxy proxy;
        private final AwsClients clients;

        Rig(int attempts, Duration attemptTimeout) {
            try {
                proxy = new LoopbackProxy(URI.create("http://127.0.0.1:1"));
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
            proxy.others(logs);
            clients = QuickClients.of(proxy.endpoint(), attempts, attemptTimeout);
            logs.group(GROUP, Map.of("tags", Map.of("team", "shop")));
            logs.event(GROUP, "s", AN_HOUR_AGO, "write error: No space left on device");
            logs.event(GROUP, "s", AN_HOUR_AGO, "\"GET / HTTP/1.1\" 503 12");
        }

        /** Only a query that runs when the time is over is stopped. */
        void runsOnFor(LogOperation broken) {
            if (broken == LogOperation.STOP) {
                logs.ends(query -> "Running");
            }
        }

        Fact<Reading> read() {
            NoWait time = new NoWait(NOW);
            return reader(time).read(SCOPE, group -> Optional.empty(), NOW.plusSeconds(10));
        }

        private LogReader reader(NoWait time) {
            Map<String, String> environment =
                    Map.of("MUSTER_LOG_GROUP_TAG", "team=shop", "MUSTER_LOG_LOOKBACK_HOURS", "1");
            return new LogReader(clients::logs, LogSettings.from(environment), time, time);
        }

        @Override
        public void close() {
            clients.close();
            proxy.close();
        }
    }

    private static <T> T value(Fact<T> fact) {
        if (fact instanceof Known<T> known) {
            return known.value();
        }
        throw new AssertionError(fact);
    }

    private static <T> Missing<T> missing(Fact<T> fact) {
        if (fact instanceof Missing<T> missing) {
            return missing;
        }
        throw new AssertionError(fact);
    }
}
