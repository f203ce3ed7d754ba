package io.muster.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.fixture.Run;
import io.muster.cli.report.ReportFormat;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.local.fixture.PlantedSecrets;
import io.muster.local.fleet.SampleFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in a guest and in a log group: none comes out of any command, in any format. */
class PlantedSecretsTest {

    private static final String REGION = "us-east-1";
    private static final String TABLE = "planted";
    private static final String SCOPE =
            "{\"function\":\"%s\",\"scopes\":[{\"region\":\"us-east-1\"}]}";

    @TempDir private Path directory;

    @Test
    void no_planted_secret_comes_out_of_a_command_in_any_format() throws Exception {
        try (LocalCloud cloud = AnyCloud.start()) {
            SampleFleet.load(cloud, Clock.systemUTC(), REGION);
            PlantedSecrets.in(cloud, REGION);
            AwsAccess access = AwsAccess.of(cloud.variables(REGION), null, cloud.endpoint());
            try (AwsClients clients = access.clients(REGION, new CallLedger())) {
                FindingTable.create(clients, TABLE);
            }
            invoke(cloud, "guest-probe", SCOPE.formatted("guest-probe"));
            invoke(
                    cloud,
                    "guest-results",
                    Objects.requireNonNull(
                            cloud.ssm().nextEvent(Duration.ofSeconds(90)),
                            "the command has not ended"));
            invoke(cloud, "log-analysis", SCOPE.formatted("log-analysis"));
            invoke(cloud, "fleet-scan", SCOPE.formatted("fleet-scan"));

            for (Format format : Format.values()) {
                for (String command : List.of("findings", "scan")) {
                    Run run = run(cloud, command, "--output", name(format));

                    assertThat(PlantedSecrets.foundIn(run.out() + run.err()))
                            .as("%s --output %s", command, name(format))
                            .isEmpty();
                    // What was planted was seen, and is told without the secrets.
                    if (format == Format.JSON || format == Format.CSV) {
                        assertThat(run.out())
                                .as("%s --output %s", command, name(format))
                                .contains(PlantedSecrets.QUOTED + "password=***");
                    }
                }
            }
            report(cloud, "page", "html");
            for (ReportFormat format : ReportFormat.values()) {
                report(cloud, "checklist", name(format));
                report(cloud, "migration", name(format));
            }
        }
    }

    private static void report(LocalCloud cloud, String part, String format) {
        Run run = run(cloud, "report", "--part", part, "--output", format);

        assertThat(run.out()).as(run.err()).isNotEmpty();
        assertThat(PlantedSecrets.foundIn(run.out() + run.err()))
                .as("report --part %s --output %s", part, format)
                .isEmpty();
    }

    private void invoke(LocalCloud cloud, String function, String event) throws IOException {
        Path file = Files.writeString(directory.resolve(function + ".json"), event);
        Run run = run(cloud, "invoke", function, file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(PlantedSecrets.foundIn(run.out() + run.err())).as(function).isEmpty();
    }

    private static Run run(LocalCloud cloud, String... args) {
        Stream<String> there =
                Stream.of(
                        "--table",
                        TABLE,
                        "--region",
                        REGION,
                        "--endpoint-url",
                        cloud.endpoint().toString());
        return Run.at(
                Clock.systemUTC(),
                Stream.concat(Arrays.stream(args), there).toArray(String[]::new));
    }

    private static String name(Enum<?> format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
