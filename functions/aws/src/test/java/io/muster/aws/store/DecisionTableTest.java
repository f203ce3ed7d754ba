package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.DecisionTable.Outcome;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Said;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.WaivedFinding;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DecisionTableTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate LATER = LocalDate.of(2027, 3, 31);
    private static final String KEY = "DECISIONS / DECISION#check/imdsv2-required/web";
    private static final Made ANNA =
            new Made("arn:aws:iam::123456789012:user/anna", NOON, new Made.Way.Command());
    private static final Made BEN =
            new Made(
                    "arn:aws:sts::123456789012:assumed-role/ci/ben",
                    NOON.plusSeconds(60),
                    new Made.Way.File("decisions.yaml", "0123456789abcdef"));

    private static DecisionTable table() {
        return new DecisionTable(fixture.client(), TableFixture.TABLE);
    }

    private static Waiver waiver(String text, Made made) {
        return new Waiver(
                new Target.OfCheck("imdsv2-required", "web"),
                ReasonCode.ARCHITECTURE_CONSTRAINTS,
                text,
                "team",
                LATER,
                null,
                made);
    }

    private static RecordedDecision written(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        return ((Outcome.Written) outcome).recorded();
    }

    private static List<Decision> decisions() {
        return table().all(DecisionTableTest::unexpected).stream()
                .map(RecordedDecision::decision)
                .toList();
    }

    private static void unexpected(StoreException.CorruptItem corrupt) {
        throw corrupt;
    }

    @Test
    void a_decision_is_read_as_it_was_written() {
        Waiver finding =
                new Waiver(
                        Target.parse("imdsv2-required/123456789012/us-east-1/instance/i-0a")
                                .orElseThrow(),
                        ReasonCode.OTHER,
                        "why",
                        "team",
                        LATER,
                        new WaivedFinding(null, Said.of(Message.of("a.one").with("name", "x"))),
                        BEN);
        Attestation attestation =
                new Attestation(
                        new Target.OfItem("restore-drill", "web"),
                        "https://wiki.example/drill",
                        "",
                        "team",
                        LATER,
                        ANNA);
        List<Decision> all = List.of(waiver("one", ANNA), finding, attestation);
        all.forEach(each -> written(table().decide(each, null)));

        assertThat(decisions()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_new_decision_is_one_conditional_write() {
        fixture.proxy().forget();
        written(table().decide(waiver("one", ANNA), null));

        assertThat(fixture.proxy().calls()).hasSize(1);
        assertThat(fixture.items()).hasSize(1).containsKey(KEY);
    }

    @Test
    void of_two_at_once_the_later_is_told_of_the_earlier() {
        RecordedDecision first = written(table().decide(waiver("one", ANNA), null));

        assertThat(table().decide(waiver("two", BEN), null))
                .isEqualTo(new Outcome.Overtaken(first));
        RecordedDecision second = written(table().decide(waiver("two", BEN), first));
        assertThat(table().withdraw(first, ANNA)).isEqualTo(new Outcome.Overtaken(second));
        assertThat(decisions()).containsExactly(waiver("two", BEN));
    }

    @Test
    void what_was_decided_before_is_kept() {
        RecordedDecision first = written(table().decide(waiver("one", ANNA), null));
        RecordedDecision second = written(table().decide(waiver("two", BEN), first));
        RecordedDecision third = written(table().withdraw(second, ANNA));

        assertThat(table().history(first.target(), DecisionTableTest::unexpected))
                .containsExactly(first, second, third);
        assertThat(third.withdrawn()).isEqualTo(ANNA);
        assertThat(table().decisions(NOON, DecisionTableTest::unexpected).isEmpty()).isTrue();
    }

    @Test
    void history_keeps_its_order_beyond_ten_changes() {
        List<RecordedDecision> all = new ArrayList<>();
        @Nullable RecordedDecision before = null;
        for (int i = 0; i < 12; i++) {
            before = written(table().decide(waiver("text " + i, ANNA), before));
            all.add(before);
        }

        assertThat(table().history(waiver("", ANNA).target(), DecisionTableTest::unexpected))
                .containsExactlyElementsOf(all);
    }

    @Test
    void a_target_that_begins_like_another_has_a_history_of_its_own() {
        RecordedDecision first = written(table().decide(waiver("one", ANNA), null));
        written(table().decide(waiver("two", BEN), first));
        Target longer = new Target.OfCheck("imdsv2-required", "web#1");

        assertThat(table().history(longer, DecisionTableTest::unexpected)).isEmpty();
    }

    @Test
    void an_item_expires_long_after_its_decision() {
        written(table().decide(waiver("one", ANNA), null));
        Map<String, AttributeValue> item = fixture.items().getOrDefault(KEY, Map.of());
        String expiry = String.valueOf(item.getOrDefault("expiresAt", text("none")).n());

        assertThat(Instant.ofEpochSecond(Long.parseLong(expiry)))
                .isEqualTo(waiver("one", ANNA).end().plus(Duration.ofDays(400)));
    }

    @Test
    void an_expired_item_that_is_still_there_holds_no_more() {
        written(table().decide(waiver("one", ANNA), null));

        assertThat(
                        table().decisions(
                                        LATER.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                                        DecisionTableTest::unexpected)
                                .standing(waiver("one", ANNA))
                                .holds())
                .isFalse();
    }

    @Test
    void an_item_that_was_spoiled_by_hand_is_named_and_left_out() {
        written(table().decide(waiver("one", ANNA), null));
        fixture.edit(
                "DECISIONS", "DECISION#check/imdsv2-required/web", Map.of("until", text("soon")));
        List<String> problems = new ArrayList<>();

        assertThat(table().all(corrupt -> problems.add(corrupt.getMessage()))).isEmpty();
        assertThat(problems).singleElement().asString().contains(KEY, "'until' is not a date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"until", "revision", "v"})
    void a_spoiled_decision_is_replaced_and_kept_beside_what_replaces_it(String attribute) {
        written(table().decide(waiver("one", ANNA), null));
        fixture.edit(
                "DECISIONS",
                "DECISION#check/imdsv2-required/web",
                Map.of(attribute, text("spoiled")));
        Map<String, AttributeValue> spoiled =
                new HashMap<>(fixture.items().getOrDefault(KEY, Map.of()));

        RecordedDecision replaced = written(table().decide(waiver("two", BEN), null));

        assertThat(replaced.revision()).isEqualTo(2);
        assertThat(decisions()).containsExactly(waiver("two", BEN));
        Map<String, AttributeValue> kept =
                new HashMap<>(
                        fixture.items()
                                .getOrDefault(
                                        "DECISIONS / FORMER#check/imdsv2-required/web#000001",
                                        Map.of()));
        spoiled.remove("sk");
        kept.remove("sk");
        assertThat(kept).isEqualTo(spoiled);
    }

    @Test
    void of_two_over_a_spoiled_decision_the_later_is_told_of_the_earlier() {
        written(table().decide(waiver("one", ANNA), null));
        fixture.edit(
                "DECISIONS", "DECISION#check/imdsv2-required/web", Map.of("until", text("soon")));
        fixture.proxy()
                .fault(
                        call -> {
                            // Another replaces it after this one kept what was there.
                            if (call.action().equals("PutItem")
                                    && call.body().contains("FORMER#")) {
                                fixture.proxy().heal();
                                written(table().decide(waiver("first", ANNA), null));
                            }
                            return Optional.empty();
                        });

        assertThat(table().decide(waiver("second", BEN), null))
                .isInstanceOfSatisfying(
                        Outcome.Overtaken.class,
                        lost ->
                                assertThat(lost.there())
                                        .extracting(RecordedDecision::decision)
                                        .isEqualTo(waiver("first", ANNA)));
    }

    @Test
    void a_history_with_a_spoiled_item_shows_the_others() {
        RecordedDecision first = written(table().decide(waiver("one", ANNA), null));
        RecordedDecision second = written(table().decide(waiver("two", BEN), first));
        fixture.edit(
                "DECISIONS",
                "FORMER#check/imdsv2-required/web#000001",
                Map.of("until", text("soon")));
        List<String> problems = new ArrayList<>();

        assertThat(table().history(first.target(), corrupt -> problems.add(corrupt.getMessage())))
                .containsExactly(second);
        assertThat(problems).hasSize(1);
    }

    @Test
    void a_scan_takes_the_decisions_of_each_workload_as_facts() {
        written(table().decide(waiver("one", ANNA), null));

        assertThat(table().facts(Findings.SCOPE, NOON))
                .isEqualTo(Fact.known(Map.of("web", List.of(waiver("one", ANNA)))));
    }

    @Test
    void a_scan_takes_what_tags_waive_in_its_own_scope_alone() {
        tagged(Findings.SCOPE, "i-0a");
        tagged(Findings.SEOUL, "i-0b");
        fixture.proxy().forget();

        assertThat(facts().get("web"))
                .singleElement()
                .satisfies(waiver -> assertThat(waiver.target().text()).endsWith("/i-0a"));
        assertThat(fixture.proxy().calls()).hasSize(2);
        assertThat(table().decisions(NOON, DecisionTableTest::unexpected).of("web")).hasSize(2);
    }

    private static Map<String, List<Decision>> facts() {
        return table().facts(Findings.SCOPE, NOON).orElse(Map.of());
    }

    private static void tagged(Scope scope, String instance) {
        Waiver waiver =
                new Waiver(
                        new Target.OfFinding(
                                "imdsv2-required/%s/%s/instance/%s"
                                        .formatted(scope.account(), scope.region(), instance)),
                        ReasonCode.OTHER,
                        "replaced this year",
                        "anna",
                        LocalDate.of(2026, 12, 31),
                        null,
                        new Made("anna", Instant.EPOCH, new Made.Way.Tag(instance, "web")));
        table().writeTags(scope, NOON, List.of(waiver), Set.of(), DecisionTableTest::none);
    }

    private static void none(String problem) {
        throw new AssertionError(problem);
    }

    @Test
    void a_scan_does_without_the_decisions_of_a_newer_muster() {
        written(table().decide(waiver("one", ANNA), null));
        fixture.edit(
                "DECISIONS",
                "DECISION#check/imdsv2-required/web",
                Map.of("v", AttributeValue.fromN("99")));

        assertThat(table().facts(Findings.SCOPE, NOON)).isInstanceOf(Fact.Missing.class);
    }

    @Test
    void a_newer_muster_s_decision_is_neither_read_nor_overwritten() {
        RecordedDecision first = written(table().decide(waiver("one", ANNA), null));
        fixture.edit(
                "DECISIONS",
                "DECISION#check/imdsv2-required/web",
                Map.of("v", AttributeValue.fromN("99")));

        assertThatExceptionOfType(StoreException.NewerItem.class)
                .isThrownBy(() -> table().all(DecisionTableTest::unexpected));
        assertThatExceptionOfType(StoreException.NewerItem.class)
                .isThrownBy(() -> table().decide(waiver("two", BEN), first));
    }

    @Test
    void a_scope_that_is_taken_out_leaves_its_decisions() {
        written(table().decide(waiver("one", ANNA), null));
        fixture.table().retire(Findings.SCOPE);

        assertThat(decisions()).hasSize(1);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
