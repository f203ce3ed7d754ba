package io.muster.handlers.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.LargeFleet;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.fixture.Facts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pages cost when there are ten thousand open findings, in calls and bytes. */
@Tag("slow")
class LargeFleetPagesTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final int MAX_KILOBYTES = 256;

    @Test
    void pages_of_ten_thousand_findings_are_small_and_ask_little() throws IOException {
        assertThat(LargeFleet.record(fixture.table(), 600)).isGreaterThan(10_000);
        Map<String, String> calls = new LinkedHashMap<>();
        Map<String, Integer> kilobytes = new LinkedHashMap<>();
        for (String page : new String[] {"overview", "findings", "instances", "workloads"}) {
            fixture.proxy().forget();
            kilobytes.put(page, answer(page) / 1_024);
            calls.put(page, calls());
        }

        assertThat(kilobytes)
                .allSatisfy((page, size) -> assertThat(size).isLessThan(MAX_KILOBYTES));
        assertThat(calls)
                .containsEntry("overview", "BatchGetItem 1, Query 8")
                .containsEntry("findings", "Query 7")
                .containsEntry("instances", "BatchGetItem 1, Query 1")
                .containsEntry("workloads", "Query 6");
    }

    private static String calls() {
        Map<String, Long> counts =
                fixture.proxy().calls().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Call::action, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static int answer(String page) throws IOException {
        ConsoleHandler handler =
                new ConsoleHandler(
                        new FunctionEnvironment(
                                Map.of(
                                        "AWS_REGION",
                                        "us-east-1",
                                        FunctionEnvironment.TABLE_VARIABLE,
                                        TableFixture.TABLE),
                                region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                                Clock.fixed(Facts.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC),
                                line -> {}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.std.asBytes(Map.of("page", page))),
                out,
                LambdaContext.HERE);
        return out.size();
    }
}
