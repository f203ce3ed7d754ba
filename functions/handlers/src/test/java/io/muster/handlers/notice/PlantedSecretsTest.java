package io.muster.handlers.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.guest.GuestProbeHandler;
import io.muster.handlers.guest.GuestResultsHandler;
import io.muster.handlers.logs.LogAnalysisHandler;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.local.fixture.PlantedSecrets;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.lambda.StreamRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Secrets in a guest whose probe leaves them in, as an older one does, and in a log group: none
 * comes into the table, onto the event bus, into a mail or into the functions' own logs.
 */
@Tag("slow")
class PlantedSecretsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String REGION = "us-east-1";
    private final FakeNotices notices = new FakeNotices();
    private final List<String> log = new ArrayList<>();

    @Test
    void no_planted_secret_comes_out_of_a_guest_or_a_log() throws Exception {
        try (LocalCloud cloud = AnyCloud.start()) {
            fixture.proxy().others(notices::answer, cloud.endpoint());
            SampleFleet.load(cloud, Clock.systemUTC(), REGION);
            PlantedSecrets.in(cloud, REGION);

            probe(cloud);
            run(new LogAnalysisHandler(environment(), time -> {}), "log-analysis");
            run(new FleetScanHandler(environment()), "fleet-scan");
            tell();
        }

        String items = fixture.items().toString();
        String events = String.join("\n", notices.events().stream().map(Map::toString).toList());
        String mails = String.join("\n", notices.messages().stream().map(Map::toString).toList());
        for (String said : List.of(items, answers(), events, mails, log.toString())) {
            assertThat(said).isNotBlank();
            assertThat(PlantedSecrets.foundIn(said)).isEmpty();
        }
        // What was planted was seen, and is told without the secrets.
        assertThat(answers()).contains("EXT4-fs error (device nvme0n1p1): password=***");
        assertThat(items)
                .contains(PlantedSecrets.SHIPPED + "password=***")
                .contains(PlantedSecrets.QUOTED + "password=***");
    }

    private void probe(LocalCloud cloud) throws Exception {
        run(new GuestProbeHandler(environment()), "guest-probe");
        String ended =
                Objects.requireNonNull(
                        cloud.ssm().nextEvent(Duration.ofSeconds(90)), "the command has not ended");
        new GuestResultsHandler(environment())
                .handleRequest(in(ended), new ByteArrayOutputStream(), LambdaContext.HERE);
    }

    private void tell() throws IOException {
        NotifyHandler notify = new NotifyHandler(environment());
        for (Map<String, Object> record : TableStream.records(fixture)) {
            notify.handleRequest(
                    in(StreamRecords.event(List.of(record))),
                    new ByteArrayOutputStream(),
                    LambdaContext.HERE);
        }
    }

    /** The answers of guests in the table, unpacked. */
    private static String answers() throws IOException {
        StringBuilder answers = new StringBuilder();
        for (Map<String, AttributeValue> item : fixture.items().values()) {
            AttributeValue answer = item.get("answer");
            if (answer != null) {
                try (InputStream unpacked = new GZIPInputStream(answer.b().asInputStream())) {
                    answers.append(new String(unpacked.readAllBytes(), UTF_8));
                }
            }
        }
        return answers.toString();
    }

    private static void run(RequestStreamHandler handler, String function) throws IOException {
        handler.handleRequest(
                in(
                        "{\"function\":\"%s\",\"scopes\":[{\"region\":\"us-east-1\"}]}"
                                .formatted(function)),
                new ByteArrayOutputStream(),
                LambdaContext.HERE);
    }

    private FunctionEnvironment environment() {
        Function<Region, AwsClients> clients = this::clients;
        return new FunctionEnvironment(
                Map.of(
                        "AWS_REGION",
                        REGION,
                        FunctionEnvironment.TABLE_VARIABLE,
                        TableFixture.TABLE,
                        NoticeSettings.TOPIC_VARIABLE,
                        "arn:aws:sns:us-east-1:123456789012:muster-findings"),
                clients,
                Clock.systemUTC(),
                log::add);
    }

    private AwsClients clients(Region region) {
        return TableFixture.clients(region, fixture.proxy().endpoint());
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }
}
