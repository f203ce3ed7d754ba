package io.muster.handlers.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.local.lambda.StreamRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;

/**
 * Tags that hold each character that acts, and links, from EC2's answer to the table, the event bus
 * and the mail.
 */
class HostileTextTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int PER_NAME = 20;
    private static final List<String> LINKS =
            List.of(
                    "see https://evil.example",
                    "www.evil.example",
                    "mailto:evil@evil.example",
                    "evil@evil.example");

    private final FakeAws aws = new FakeAws();
    private final FakeNotices notices = new FakeNotices();
    private final List<String> log = new ArrayList<>();

    /** Where the names go. */
    @SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
    private enum Output {
        /** Line feeds are those of the remedies. */
        TABLE_ITEM(test -> List.of(fixture.items().toString().replace("\n", ""))),
        EVENT(test -> test.notices.events().stream().map(event -> detail(event)).toList()),
        MAIL(test -> test.notices.messages().stream().map(mail -> text(mail)).toList());

        private final Function<HostileTextTest, List<String>> texts;

        Output(Function<HostileTextTest, List<String>> texts) {
            this.texts = texts;
        }

        /** The event's detail is JSON, in which the backslash of an escape is two. */
        private String escape(int point) {
            String escape = (point < 0x100 ? "\\x%02x" : "\\u{%x}").formatted(point);
            return this == EVENT ? "\\" + escape : escape;
        }

        private static String detail(Map<String, Object> event) {
            return String.valueOf(event.get("Detail"));
        }

        private static String text(Map<String, String> mail) {
            return mail.get("Subject")
                    + Objects.requireNonNull(mail.get("Message")).replace("\n", " ");
        }
    }

    @BeforeEach
    void hosts_with_hostile_names() {
        fixture.proxy().others(notices::answer, aws.endpoint());
        List<String> names = new ArrayList<>(LINKS);
        List<Integer> points = acting();
        for (int from = 0; from < points.size(); from += PER_NAME) {
            StringBuilder name = new StringBuilder("web");
            points.subList(from, Math.min(from + PER_NAME, points.size()))
                    .forEach(point -> name.append("&#").append(point).append(";x"));
            names.add(name.toString());
        }
        List<String> hosts = new ArrayList<>();
        for (String name : names) {
            hosts.add(
                    SmallFleet.instance("i-0%016x".formatted(hosts.size()))
                            + """
                            <metadataOptions><state>applied</state><httpTokens>optional</httpTokens>
                            <httpEndpoint>enabled</httpEndpoint></metadataOptions>
                            <tagSet><item><key>workload</key><value>%s</value></item></tagSet>"""
                                    .formatted(name));
        }
        SmallFleet.in(aws)
                .answers(
                        "GetCallerIdentity",
                        call ->
                                "<GetCallerIdentityResponse><GetCallerIdentityResult>"
                                        + "<Arn>arn:aws:iam::123456789012:user/nobody</Arn>"
                                        + "<Account>123456789012</Account></GetCallerIdentityResult>"
                                        + "</GetCallerIdentityResponse>")
                .holds(Operation.INSTANCES, SmallFleet.reservation(hosts.toArray(String[]::new)));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void no_character_of_a_tag_acts_and_none_is_lost() throws IOException {
        scanAndNotify();

        for (Output output : Output.values()) {
            List<String> texts = output.texts.apply(this);
            assertThat(texts).as(output.name()).isNotEmpty();
            String all = String.join("", texts);
            assertThat(all.codePoints().filter(HostileTextTest::acts).boxed())
                    .as(output.name())
                    .isEmpty();
            assertThat(acting())
                    .as(output.name())
                    .allSatisfy(point -> assertThat(all).contains(output.escape(point) + "x"));
        }
        String mails = String.join("", Output.MAIL.texts.apply(this));
        assertThat(mails.replace("https://us-east-1.console.aws.amazon.com/", ""))
                .contains("https[:]//evil", "www[.]evil", "mailto[:]evil[@]evil")
                .doesNotContainPattern("(?i)://|www\\.|mailto:|evil@");
    }

    private void scanAndNotify() throws IOException {
        Map<String, String> environment =
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        FunctionEnvironment.TABLE_VARIABLE,
                        TableFixture.TABLE,
                        NoticeSettings.TOPIC_VARIABLE,
                        "arn:aws:sns:us-east-1:123456789012:muster-findings");
        Function<Region, AwsClients> clients =
                region -> TableFixture.clients(region, fixture.proxy().endpoint());
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        new FleetScanHandler(new FunctionEnvironment(environment, clients, clock, log::add))
                .handleRequest(
                        new ByteArrayInputStream("{\"function\":\"fleet-scan\"}".getBytes(UTF_8)),
                        new ByteArrayOutputStream(),
                        LambdaContext.HERE);
        for (Map<String, Object> record : TableStream.records(fixture)) {
            if (!record.toString().contains("imdsv2-required")) {
                continue;
            }
            new NotifyHandler(new FunctionEnvironment(environment, clients, clock, log::add))
                    .handleRequest(
                            new ByteArrayInputStream(
                                    StreamRecords.event(List.of(record)).getBytes(UTF_8)),
                            new ByteArrayOutputStream(),
                            LambdaContext.HERE);
        }
    }

    /** Those that XML can carry: EC2 answers in it. */
    private static List<Integer> acting() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(HostileTextTest::acts)
                .filter(point -> point >= ' ' || point == '\t' || point == '\n' || point == '\r')
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .boxed()
                .toList();
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
