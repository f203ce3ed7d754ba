package io.muster.handlers.console;

import com.fasterxml.jackson.jr.ob.JSON;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the pages of {@code console} take over 40,000 open findings, how large they are, and how
 * often they ask the table. A measurement and no test, left out of the build by its name.
 * docs/performance.md says how to run it.
 *
 * <p>DynamoDB Local runs in the same process and takes most of the time. So a second time each
 * answer of the table is the one that it gave before, from memory: what is left is the function's.
 */
class ConsoleSpeed {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    private static final int INSTANCES = Integer.getInteger("muster.instances", 2_000);
    private static final int RUNS = Integer.getInteger("muster.runs", 20);

    private static final List<String> PAGES =
            List.of("overview", "findings", "instances", "workloads", "graviton", "decisions");

    private final ConsoleHandler handler =
            new ConsoleHandler(
                    new FunctionEnvironment(
                            Map.of(
                                    "AWS_REGION",
                                    "us-east-1",
                                    FunctionEnvironment.TABLE_VARIABLE,
                                    TableFixture.TABLE),
                            region -> TableFixture.clients(region, FIXTURE.proxy().endpoint()),
                            Clock.fixed(Facts.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC),
                            System.out::println));

    @Test
    void pages_of_a_large_fleet() throws IOException {
        System.out.printf(
                "%d instances, %d open findings%n",
                INSTANCES, LargeFleet.record(FIXTURE.table(), INSTANCES));
        pages("with the engine");
        FIXTURE.proxy().remembersAnswers();
        pages("the function's own");
    }

    private void pages(String what) throws IOException {
        for (String page : PAGES) {
            byte[] event = JSON.std.asBytes(Map.of("page", page));
            List<Double> took = new ArrayList<>();
            int bytes = 0;
            for (int run = 0; run < RUNS; run++) {
                FIXTURE.proxy().forget();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                long before = System.nanoTime();
                handler.handleRequest(new ByteArrayInputStream(event), out, LambdaContext.HERE);
                took.add((System.nanoTime() - before) / 1e6);
                bytes = out.size();
            }
            double[] sorted =
                    took.subList(RUNS / 2, RUNS).stream()
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray();
            System.out.printf(
                    "%s, %-10s median %4.0f ms, least %4.0f ms, most %4.0f ms; %3d KB, %d calls%n",
                    what,
                    page,
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1],
                    bytes / 1024,
                    FIXTURE.proxy().calls().size());
        }
    }
}
