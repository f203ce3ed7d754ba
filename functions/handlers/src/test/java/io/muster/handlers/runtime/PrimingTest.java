package io.muster.handlers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.TableFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.crac.Context;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrimingTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "us-east-1",
                    "MUSTER_TABLE", TableFixture.TABLE,
                    "MUSTER_ACCOUNTS", "123456789012",
                    "MUSTER_ORGANIZATION", "true");

    private static final Context<Resource> NO_CONTEXT =
            new Context<>() {
                @Override
                public void beforeCheckpoint(Context<? extends Resource> context) {}

                @Override
                public void afterRestore(Context<? extends Resource> context) {}

                @Override
                public void register(Resource resource) {}
            };

    private final List<String> log = new ArrayList<>();

    @Test
    void what_was_called_is_logged() throws IOException {
        prime(PrimingTest::reads);
        assertThat(line())
                .containsEntry("level", "INFO")
                .containsEntry("message", "primed")
                .containsEntry("function", "some-function")
                .containsEntry("apiCalls", Map.of("dynamodb:GetItem", 1));
    }

    @Test
    void a_part_that_fails_is_logged_and_keeps_nothing_from_being_published() throws IOException {
        prime(
                run -> {
                    throw new IllegalStateException("the table is not there");
                });
        assertThat(line())
                .containsEntry("level", "WARN")
                .containsEntry("message", "not primed")
                .containsEntry("error", "IllegalStateException: the table is not there")
                .containsEntry(
                        "consequence",
                        "the function works all the same; its first event after a restore takes longer");
    }

    @Test
    void an_error_that_is_no_exception_is_logged_too() throws IOException {
        prime(
                run -> {
                    throw new NoClassDefFoundError("some/Class");
                });
        assertThat(line()).containsEntry("error", "NoClassDefFoundError: some/Class");
    }

    @Test
    void a_part_that_does_not_end_is_told_to_stop() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        prime(
                run -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException told) {
                        stopped.countDown();
                    }
                },
                Duration.ofMillis(20));
        assertThat(stopped.getCount()).isZero();
        assertThat(line())
                .containsEntry("level", "WARN")
                .containsEntry("error", "it was not over after 20 ms");
    }

    @Test
    void an_environment_that_cannot_be_made_is_logged() throws IOException {
        new Priming(
                        "some-function",
                        () -> {
                            throw new IllegalStateException("no region");
                        },
                        run -> {},
                        log::add,
                        Duration.ofMinutes(1))
                .beforeCheckpoint(NO_CONTEXT);
        assertThat(line()).containsEntry("error", "IllegalStateException: no region");
    }

    @Test
    void no_connection_is_kept() {
        prime(PrimingTest::reads);
        assertThat(fixture.proxy().calls())
                .isNotEmpty()
                .allSatisfy(
                        call -> assertThat(call.headers()).containsEntry("connection", "close"));
    }

    @Test
    void the_account_does_not_exist_whatever_the_variables_say() {
        try (PrimingRun run = run()) {
            FunctionEnvironment functionEnvironment = run.functionEnvironment();
            assertThat(functionEnvironment.account(null)).isEqualTo("000000000000");
            assertThat(functionEnvironment.reach(functionEnvironment.account(null)).accounts())
                    .containsExactly("000000000000");
            assertThat(run.calls()).isEmpty();
        }
    }

    private static void reads(PrimingRun run) {
        assertThat(run.functionEnvironment().guests().probe(run.scope(), "none")).isEmpty();
    }

    private void prime(Priming.Part part) {
        prime(part, Duration.ofMinutes(1));
    }

    private void prime(Priming.Part part, Duration timeout) {
        new Priming("some-function", PrimingTest::run, part, log::add, timeout)
                .beforeCheckpoint(NO_CONTEXT);
    }

    private static PrimingRun run() {
        return PrimingRuns.at(fixture.proxy().endpoint(), ENVIRONMENT);
    }

    /** The only line that was logged. */
    private Map<String, Object> line() throws IOException {
        assertThat(log).hasSize(1);
        return JSON.std.mapFrom(log.getFirst());
    }
}
