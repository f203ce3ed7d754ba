package io.muster.handlers.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.scan.FindingRun;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.local.lambda.StreamRecords;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.configure.ScopeReadable;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.finding.KeyRange;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.Spread;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.finding.UnreadableFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function on the stream that DynamoDB's own engine writes of the table. */
class NotifyHandlerTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:muster-findings";

    private final FakeNotices notices = new FakeNotices();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("AWS_REGION", "us-east-1", "MUSTER_NOTICE_TOPIC", TOPIC));

    @BeforeEach
    void subscribe() {
        notices.heal();
        fixture.proxy().others(this::other);
    }

    @Test
    void a_finding_that_opens_is_an_event_with_all_that_it_says() throws IOException {
        open(finding("i-0abc", Severity.HIGH));
        assertThat(failures(invoke())).isEmpty();
        Map<String, Object> event = notices.events().getFirst();
        assertThat(event)
                .containsEntry("Source", "muster")
                .containsEntry("DetailType", "Readiness Finding Changed")
                .containsEntry("EventBusName", "default")
                .containsEntry(
                        "Resources", List.of("arn:aws:ec2:us-east-1:123456789012:instance/i-0abc"));
        assertThat(detail(event))
                .containsEntry("change", "OPENED")
                .containsEntry("status", "NOT_READY")
                .containsEntry("previousStatus", "NONE")
                .containsEntry("id", "imdsv2-required/123456789012/us-east-1/instance/i-0abc")
                .containsEntry("severity", "HIGH")
                .containsEntry("evidence", List.of("HttpTokens: optional"))
                .containsEntry("firstSeen", "2026-11-25T12:00:00Z")
                .containsEntry("resolution", null);
    }

    @Test
    void what_is_resolved_and_opens_again_is_told_each_time() throws IOException {
        Finding finding = finding("i-0abc", Severity.HIGH);
        open(finding);
        resolve(finding, NOON.plusSeconds(60));
        fixture.table()
                .write(new FindingChange.Reopened(at(finding, NOON.plusSeconds(120)), stored()));
        invoke();
        assertThat(notices.events())
                .extracting(event -> detail(event).get("change"))
                .containsExactly("OPENED", "RESOLVED", "REOPENED");
        assertThat(detail(notices.events().get(1)))
                .containsEntry("status", "RESOLVED")
                .containsEntry("resolution", "GONE");
    }

    @Test
    void what_comes_and_goes_each_hour_is_told_three_times_and_then_no_more() throws IOException {
        Finding finding = finding("i-0abc", Severity.HIGH);
        open(finding);
        for (int hour = 1; hour <= 8; hour++) {
            Instant at = NOON.plus(Duration.ofHours(hour));
            fixture.table().write(new FindingChange.Resolved(stored(), Resolution.READY, at));
            fixture.table()
                    .write(new FindingChange.Reopened(at(finding, at.plusSeconds(60)), stored()));
        }
        invoke();
        assertThat(notices.events())
                .extracting(event -> detail(event).get("change"))
                .containsExactly(
                        "OPENED",
                        "RESOLVED",
                        "REOPENED",
                        "RESOLVED",
                        "REOPENED",
                        "RESOLVED",
                        "REOPENED",
                        "RESOLVED");
        assertThat(String.valueOf(detail(notices.events().get(6)).get("reopened")))
                .contains("times=3", "flapping=true");
    }

    @Test
    void other_words_for_the_same_state_are_no_news() throws IOException {
        Finding finding = finding("i-0abc", Severity.HIGH);
        open(finding);
        change(with(finding, Status.NOT_READY, "said otherwise"));
        invoke();
        assertThat(notices.events()).hasSize(1);
    }

    @Test
    void not_ready_that_becomes_unknown_is_news() throws IOException {
        Finding finding = finding("i-0abc", Severity.HIGH);
        open(finding);
        change(with(finding, Status.UNKNOWN, "denied"));
        invoke();
        assertThat(detail(notices.events().getLast()))
                .containsEntry("change", "CHANGED")
                .containsEntry("status", "UNKNOWN")
                .containsEntry("previousStatus", "NOT_READY");
        assertThat(message()).contains("HIGH no longer evaluated");
    }

    @Test
    void other_items_and_what_dynamodb_deletes_are_no_news() throws IOException {
        Finding finding = finding("i-0abc", Severity.HIGH);
        open(finding);
        resolve(finding, NOON.plusSeconds(60));
        int before = TableStream.records(fixture).size();
        fixture.edit("SCOPE#123456789012#us-east-1", "GUEST#i-0abc", Map.of("v", number(1)));
        fixture.edit("SCOPES", "123456789012#us-east-1", Map.of("v", number(1)));
        fixture.client()
                .deleteItem(
                        delete ->
                                delete.tableName(TableFixture.TABLE)
                                        .key(
                                                Map.of(
                                                        "pk",
                                                        AttributeValue.fromS(
                                                                "SCOPE#123456789012#us-east-1"),
                                                        "sk",
                                                        AttributeValue.fromS(
                                                                "FINDING#" + finding.key()))));
        List<Map<String, Object>> records = TableStream.records(fixture);
        assertThat(records).hasSize(before + 3);
        invoke(records.subList(before, records.size()));
        assertThat(notices.events()).isEmpty();
    }

    @Test
    void people_get_one_mail_a_batch_the_worst_first() throws IOException {
        open(finding("i-0low", Severity.LOW));
        open(finding("i-0high", Severity.HIGH));
        open(finding("i-0crit", Severity.CRITICAL));
        invoke();
        assertThat(notices.events()).hasSize(3);
        assertThat(notices.messages()).hasSize(1);
        assertThat(message()).containsSubsequence("i-0crit", "i-0high").doesNotContain("i-0low");
        assertThat(notices.messages().getFirst())
                .containsEntry("TopicArn", TOPIC)
                .containsEntry("MessageAttributes.entry.1.Value.StringValue", "CRITICAL")
                .containsEntry(
                        "Subject",
                        "Muster: CRITICAL and below: 2 not ready (123456789012/us-east-1)");
    }

    @Test
    void people_are_told_from_the_severity_on_that_they_chose() throws IOException {
        environment.put("MUSTER_NOTICE_SEVERITY", "critical");
        open(finding("i-0high", Severity.HIGH));
        invoke();
        assertThat(notices.events()).hasSize(1);
        assertThat(notices.messages()).isEmpty();
    }

    @Test
    void what_was_never_known_is_not_told_to_people() throws IOException {
        open(with(finding("i-0abc", Severity.CRITICAL), Status.UNKNOWN, "still registers"));
        invoke();
        assertThat(notices.events()).hasSize(1);
        assertThat(notices.messages()).isEmpty();
    }

    @Test
    void without_a_topic_only_programs_are_told() throws IOException {
        environment.remove("MUSTER_NOTICE_TOPIC");
        environment.put("MUSTER_EVENT_BUS", "readiness");
        open(finding("i-0high", Severity.HIGH));
        assertThat(failures(invoke())).isEmpty();
        assertThat(notices.messages()).isEmpty();
        assertThat(notices.events().getFirst()).containsEntry("EventBusName", "readiness");
    }

    @Test
    void an_event_that_the_bus_refuses_names_its_record_and_people_hear_only_of_those_before()
            throws IOException {
        IntStream.range(0, 15).forEach(n -> open(finding("i-0%02d".formatted(n), Severity.HIGH)));
        List<Map<String, Object>> records = TableStream.records(fixture);
        notices.refuses(event -> String.valueOf(event.get("Detail")).contains("i-007"));
        assertThat(failures(invoke(records))).containsExactly(sequence(records.get(7)));
        assertThat(message()).contains("i-006").doesNotContain("i-007", "i-008");
        assertThat(log.getLast()).contains("\"level\":\"ERROR\"", "InternalFailure");
    }

    @Test
    void once_healed_what_was_not_told_is_told_once() throws IOException {
        IntStream.range(0, 15).forEach(n -> open(finding("i-0%02d".formatted(n), Severity.HIGH)));
        List<Map<String, Object>> records = TableStream.records(fixture);
        notices.refuses(event -> String.valueOf(event.get("Detail")).contains("i-007"));
        invoke(records);
        notices.heal();
        assertThat(failures(invoke(records.subList(7, 15)))).isEmpty();
        assertThat(notices.messages())
                .extracting(message -> message.get("Subject"))
                .containsExactly(
                        "Muster: HIGH and below: 7 not ready (123456789012/us-east-1)",
                        "Muster: HIGH and below: 8 not ready (123456789012/us-east-1)");
    }

    @Test
    void a_topic_that_takes_nothing_has_the_whole_batch_delivered_again() throws IOException {
        open(finding("i-0a", Severity.HIGH));
        open(finding("i-0b", Severity.HIGH));
        List<Map<String, Object>> records = TableStream.records(fixture);
        notices.topicFails(
                new Answer(
                        403,
                        "text/xml",
                        "<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>"));
        assertThat(failures(invoke(records))).containsExactly(sequence(records.getFirst()));
        assertThat(log.getLast()).contains("sns:Publish was denied");
    }

    @Test
    void an_unreadable_item_is_logged_and_holds_up_nothing() throws IOException {
        open(finding("i-0a", Severity.HIGH));
        fixture.edit(
                "SCOPE#123456789012#us-east-1",
                "FINDING#instance#i-0a#imdsv2-required",
                Map.of("severity", AttributeValue.fromS("DREADFUL")));
        open(finding("i-0b", Severity.HIGH));
        assertThat(failures(invoke())).isEmpty();
        assertThat(notices.events()).hasSize(2);
        assertThat(log.getLast()).contains("\"level\":\"ERROR\"", "DREADFUL");
    }

    @Test
    void what_a_newer_muster_wrote_comes_again_with_all_that_follows() throws IOException {
        open(finding("i-0a", Severity.HIGH));
        open(finding("i-0b", Severity.HIGH));
        open(finding("i-0c", Severity.HIGH));
        List<Map<String, Object>> records = TableStream.records(fixture);
        List<Map<String, Object>> newer = new ArrayList<>(records);
        newer.set(
                1,
                JSON.std.mapFrom(
                        JSON.std
                                .asString(records.get(1))
                                .replace("\"v\":{\"N\":\"3\"}", "\"v\":{\"N\":\"9\"}")));
        assertThat(failures(invoke(newer))).containsExactly(sequence(records.get(1)));
        assertThat(notices.events()).hasSize(1);
        assertThat(message()).contains("i-0a").doesNotContain("i-0b", "i-0c");
        assertThat(log.getLast()).contains("\"level\":\"ERROR\"", "version 9", "Upgrade Muster");
    }

    @Test
    void what_is_written_over_what_cannot_be_read_is_news_of_its_own() throws IOException {
        Finding finding = finding("i-0a", Severity.HIGH);
        open(finding);
        fixture.edit(
                "SCOPE#123456789012#us-east-1",
                "FINDING#instance#i-0a#imdsv2-required",
                Map.of("severity", AttributeValue.fromS("DREADFUL")));
        int before = TableStream.records(fixture).size();
        fixture.table()
                .write(
                        new FindingChange.Rewritten(
                                at(finding, NOON.plusSeconds(60)),
                                new UnreadableFinding(finding.key(), "spoiled"),
                                null));
        List<Map<String, Object>> records = TableStream.records(fixture);
        assertThat(failures(invoke(records.subList(before, records.size())))).isEmpty();
        assertThat(notices.events()).hasSize(1);
        assertThat(log.getLast()).contains("\"unreadable\":[]");
    }

    /** Each hour the reconciler compares what was seen with what is stored, as a scan does. */
    @Test
    void a_cause_that_comes_and_goes_each_hour_is_one_mail_of_its_opening() throws IOException {
        for (int hour = 0; hour < 24; hour++) {
            seen(hour, hour % 2 == 0);
        }
        invoke();
        assertThat(notices.events()).hasSize(1);
        assertThat(notices.messages()).hasSize(1);
        assertThat(message()).contains("1 not ready").contains("scope-readable");
        assertThat(fixture.table().findings(SCOPE)).toIterable().hasSize(1);
    }

    @Test
    void what_stays_gone_for_a_day_is_told_and_so_is_what_opens_later() throws IOException {
        for (int hour = 0; hour < 24; hour++) {
            seen(hour, hour % 2 == 0);
        }
        int before = TableStream.records(fixture).size();
        for (int hour = 24; hour < 72; hour++) {
            seen(hour, false);
        }
        seen(72, true);
        List<Map<String, Object>> records = TableStream.records(fixture);
        invoke(records.subList(before, records.size()));
        assertThat(notices.events())
                .extracting(event -> detail(event).get("change"))
                .containsExactly("RESOLVED", "REOPENED");
        assertThat(message()).contains("1 not ready again, 1 resolved");
    }

    @Test
    void what_stays_after_it_came_back_is_told_when_the_day_is_over() throws IOException {
        for (int hour = 0; hour <= 2; hour++) {
            seen(hour, hour != 1);
        }
        int before = TableStream.records(fixture).size();
        for (int hour = 3; hour <= 40; hour++) {
            seen(hour, true);
        }
        List<Map<String, Object>> records = TableStream.records(fixture);
        invoke(records.subList(before, records.size()));
        assertThat(notices.events())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(detail(event))
                                        .containsEntry("change", "CHANGED")
                                        .containsEntry("status", "NOT_READY"));
    }

    /** A scan of an account in which calls are denied, or not. */
    private static void seen(int hour, boolean denied) {
        Instant at = NOON.plusSeconds(3_600L * hour);
        FleetFacts all = FleetFacts.notCollected(SCOPE, at);
        FleetFacts facts =
                denied
                        ? all.with(
                                Source.VOLUMES,
                                new Fact.Missing<>(
                                        Why.DENIED,
                                        Message.literal("ec2:DescribeVolumes was denied"),
                                        Cause.ofFailure(Why.DENIED, "ec2:DescribeVolumes")))
                        : all;
        FindingRun run =
                new FindingRun(
                        fixture.table(),
                        Catalogue.of(List.of(new ScopeReadable())),
                        Thresholds.defaults(),
                        problem -> {});
        Fleet fleet = run.fleet(facts);
        run.record(
                fleet,
                FindingSelection.ofScope(run.catalogue(), fleet, KeyRange.WHOLE),
                null,
                Spread.NONE,
                judged -> {});
    }

    @Test
    void hostile_names_end_no_line_and_make_no_link() throws IOException {
        Finding hostile =
                new Finding(
                        SCOPE,
                        new ResourceRef(ResourceType.WORKLOAD, "웹\nBcc: all", null),
                        new Rule(
                                "workload-multi-zone",
                                ChecklistRow.HIGH_AVAILABILITY,
                                Severity.CRITICAL),
                        "w\r\n\u202Egnp.exe",
                        Message.literal("The workload spans zones"),
                        new Finding.Answer(
                                Status.NOT_READY,
                                "two zones",
                                "one, see https://evil.example/\u0007 now",
                                List.of()),
                        Instructions.NONE,
                        NOON);
        open(hostile);
        invoke();
        assertThat(message())
                .doesNotContain("\r", "\u202E", "\u0007", "https://evil")
                .contains("workload 웹 Bcc: all", "https[:]//evil");
        assertThat(notices.messages().getFirst().get("Subject"))
                .matches("[^\\p{Cntrl}]{1,99}")
                .contains("workload-multi-zone on 웹 Bcc");
    }

    @Test
    void a_mail_of_four_hundred_changes_stays_short_and_says_how_many_more_there_are()
            throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        open(lengthy(finding("i-0000", Severity.HIGH)));
        Map<String, Object> model = TableStream.records(fixture).getFirst();
        String text = JSON.std.asString(model);
        for (int n = 0; n < 400; n++) {
            records.add(JSON.std.mapFrom(text.replace("i-0000", "i-%04d".formatted(n))));
        }
        invoke(records);
        assertThat(notices.events()).hasSize(400);
        assertThat(message().getBytes(UTF_8)).hasSizeLessThan(64 * 1024);
        assertThat(message()).contains("- and 350 more");
    }

    @Test
    void a_setting_that_makes_no_sense_is_said_before_anything_is_told() {
        open(finding("i-0a", Severity.HIGH));
        environment.put("MUSTER_NOTICE_SEVERITY", "URGENT");
        assertThatIllegalArgumentException()
                .isThrownBy(this::invoke)
                .withMessageContaining("MUSTER_NOTICE_SEVERITY is 'URGENT'")
                .withMessageContaining("CRITICAL");
        assertThat(notices.events()).isEmpty();
    }

    @Test
    void what_is_no_stream_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoke("{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}"))
                .withMessageContaining("notify cannot use this event");
    }

    @Test
    void people_are_told_in_the_language_that_was_chosen_and_programs_in_english()
            throws IOException {
        environment.put("MUSTER_NOTICE_LANGUAGE", "ko");
        open(finding("i-0abc", Severity.HIGH));
        open(finding("i-0def", Severity.CRITICAL));
        resolve(finding("i-0def", Severity.CRITICAL), NOON.plusSeconds(60));
        invoke();
        assertThat(notices.messages().getFirst())
                .containsEntry(
                        "Subject", "Muster: 심각 이하: 준비 안 됨 2건, 해결됨 1건 (123456789012/us-east-1)");
        assertThat(message())
                .startsWith("변경된 결과: 준비 안 됨 2건, 해결됨 1건\n\n[심각] 준비 안 됨: ")
                .contains("[높음] 준비 안 됨: ", "실제값: HttpTokens", "[심각] 해결됨: ", "인스턴스 i-0abc")
                .doesNotContain("Instances should", "resource", "Expected");
        assertThat(detail(notices.events().getFirst()))
                .containsEntry(
                        "title",
                        "Instances should use Instance Metadata Service Version 2 (IMDSv2)")
                .containsEntry("actual", "HttpTokens is optional");
    }

    @Test
    void a_subject_of_one_change_names_it_in_the_language_that_was_chosen() throws IOException {
        environment.put("MUSTER_NOTICE_LANGUAGE", " KO ");
        open(finding("i-0abc", Severity.HIGH));
        invoke();
        assertThat(notices.messages().getFirst())
                .containsEntry(
                        "Subject",
                        "Muster 결과: 높음 준비 안 됨: i-0abc imdsv2-required (123456789012/us-east-1)");
    }

    @Test
    void a_language_that_is_not_offered_is_said_before_anything_is_told() {
        open(finding("i-0a", Severity.HIGH));
        environment.put("MUSTER_NOTICE_LANGUAGE", "fr");
        assertThatIllegalArgumentException()
                .isThrownBy(this::invoke)
                .withMessageContaining("MUSTER_NOTICE_LANGUAGE is 'fr': set it to one of [en, ko]");
        assertThat(notices.events()).isEmpty();
    }

    /** {@code -Dmuster.write=true} writes the sample and the preview anew. */
    @Test
    void the_sample_is_what_the_engine_writes_and_the_preview_is_what_comes_of_it()
            throws IOException {
        sampleChanges();
        List<Map<String, Object>> records = TableStream.records(fixture);
        Path preview =
                Path.of(Objects.requireNonNull(System.getProperty("muster.events")))
                        .resolve("../docs/notices.md");
        if (Boolean.getBoolean("muster.write")) {
            write(preview, records);
        }
        Map<String, Object> sample = JSON.std.mapFrom(SampleEvent.named("notify.json"));
        assertThat(images(Objects.requireNonNull(sample.get("Records"))))
                .isEqualTo(images(records));
        invoke(SampleEvent.named("notify.json"));
        assertThat(Files.readString(preview)).contains(message());
    }

    private void write(Path preview, List<Map<String, Object>> records) throws IOException {
        Files.writeString(
                preview.resolveSibling("../events/notify.json").normalize(),
                StreamRecords.event(records) + "\n");
        invoke(records);
        Files.writeString(
                preview,
                Files.readString(preview)
                        .replaceFirst(
                                "(?s)```\n(PREVIEW|Findings that changed).*?```",
                                Matcher.quoteReplacement("```\n" + message() + "```")));
    }

    private void sampleChanges() {
        Finding port =
                new Finding(
                        SCOPE,
                        new ResourceRef(
                                ResourceType.INSTANCE,
                                "i-0123456789abcdef0",
                                SCOPE.arn("ec2", "instance/i-0123456789abcdef0")),
                        new Rule(
                                "admin-port-closed-to-world",
                                ChecklistRow.NETWORKING,
                                Severity.CRITICAL),
                        "web",
                        Message.of("admin-port-closed-to-world.title"),
                        new Finding.Answer(
                                Status.NOT_READY,
                                new Statement(
                                        Message.of("admin-port-closed-to-world.expected")
                                                .with("ports", "22, 3389, 5985, 5986"),
                                        Message.of("networking.open")
                                                .with("traffic", "TCP 22")
                                                .with("ranges", "0.0.0.0/0")
                                                .with("group", "sg-0123456789abcdef0")
                                                .with("name", "web"),
                                        List.of()),
                                HiddenChecks.NONE),
                        new Instructions(
                                "aws ec2 revoke-security-group-ingress --region us-east-1 --group-id"
                                        + " sg-0123456789abcdef0 --protocol tcp --port 22 --cidr 0.0.0.0/0",
                                List.of()),
                        NOON);
        Finding tokens = finding("i-0fedcba9876543210", Severity.HIGH);
        open(tokens);
        open(port);
        resolve(tokens, NOON.plusSeconds(60));
    }

    private static List<List<Object>> images(Object records) {
        List<List<Object>> images = new ArrayList<>();
        for (Object record : (List<?>) records) {
            Map<?, ?> change =
                    (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) record).get("dynamodb"));
            images.add(
                    List.of(
                            Objects.requireNonNull(change.get("Keys")),
                            change.containsKey("OldImage") ? change.get("OldImage") : Map.of(),
                            Objects.requireNonNull(change.get("NewImage"))));
        }
        return images;
    }

    private Map<?, ?> invoke() throws IOException {
        return invoke(TableStream.records(fixture));
    }

    private Map<?, ?> invoke(List<Map<String, Object>> records) throws IOException {
        return invoke(StreamRecords.event(records));
    }

    private Map<?, ?> invoke(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NotifyHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                                Clock.fixed(NOON, ZoneOffset.UTC),
                                log::add))
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(UTF_8)), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    /** DynamoDB's streams are behind the proxy like the table; the rest is not. */
    private Answer other(Call call) {
        return call.headers().getOrDefault("x-amz-target", "").startsWith("DynamoDBStreams")
                ? fixture.proxy().pass(call)
                : notices.answer(call).orElseThrow();
    }

    private static List<String> failures(Map<?, ?> answer) {
        return ((List<?>) Objects.requireNonNull(answer.get("batchItemFailures")))
                .stream()
                        .map(each -> ((Map<?, ?>) each).get("itemIdentifier"))
                        .map(String::valueOf)
                        .toList();
    }

    private static String sequence(Map<String, Object> record) {
        return String.valueOf(
                ((Map<?, ?>) Objects.requireNonNull(record.get("dynamodb"))).get("SequenceNumber"));
    }

    private String message() {
        return Objects.requireNonNull(notices.messages().getLast().get("Message"));
    }

    private static Map<String, Object> detail(Map<String, Object> event) {
        try {
            return JSON.std.mapFrom(String.valueOf(event.get("Detail")));
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static void open(Finding finding) {
        assertThat(fixture.table().write(new FindingChange.Opened(finding))).isTrue();
    }

    private static void change(Finding finding) {
        assertThat(fixture.table().write(new FindingChange.Changed(finding, stored()))).isTrue();
    }

    private static void resolve(Finding finding, Instant at) {
        StoredFinding before = new StoredFinding(finding, NOON, NOON, null, null);
        assertThat(fixture.table().write(new FindingChange.Resolved(before, Resolution.GONE, at)))
                .isTrue();
    }

    private static StoredFinding stored() {
        return fixture.table().findings(SCOPE).next();
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }

    private static Finding finding(String id, Severity severity) {
        return new Finding(
                SCOPE,
                new ResourceRef(ResourceType.INSTANCE, id, SCOPE.arn("ec2", "instance/" + id)),
                new Rule("imdsv2-required", ChecklistRow.CONFIGURE, severity),
                "web",
                Message.of("imdsv2-required.title"),
                new Finding.Answer(
                        Status.NOT_READY,
                        new Statement(
                                Message.of("imdsv2-required.expected"),
                                Message.of("imdsv2-required.optional"),
                                List.of(Message.literal("HttpTokens: optional"))),
                        HiddenChecks.NONE),
                new Instructions(
                        "aws ec2 modify-instance-metadata-options --region us-east-1 --instance-id %s --http-tokens required"
                                .formatted(id),
                        List.of()),
                NOON);
    }

    private static Finding at(Finding finding, Instant observedAt) {
        return copy(
                finding, finding.status(), finding.answer().actual(), finding.remedy(), observedAt);
    }

    private static Finding with(Finding finding, Status verdict, String actual) {
        return copy(finding, verdict, actual, finding.remedy(), NOON.plusSeconds(30));
    }

    private static Finding lengthy(Finding finding) {
        return copy(
                finding,
                finding.status(),
                "long ".repeat(200),
                "aws ec2 wait\n".repeat(700),
                finding.observedAt());
    }

    private static Finding copy(
            Finding finding, Status verdict, String actual, String remedy, Instant observedAt) {
        return new Finding(
                finding.scope(),
                finding.resource(),
                finding.rule(),
                finding.workload(),
                finding.title(),
                new Finding.Answer(
                        verdict, finding.answer().expected(), actual, finding.answer().evidence()),
                new Instructions(remedy, List.of()),
                observedAt);
    }
}
