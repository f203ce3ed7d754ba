package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.fixture.Fleets;
import io.muster.console.fixture.PageText;
import io.muster.console.state.FleetState;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePageTest {

    static Stream<FleetState> fleets() {
        return Stream.of(Fleets.neglected(), Fleets.outdated(), Fleets.empty());
    }

    private static String english(FleetState state) {
        return FilePage.html(state, Fleets.english());
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void a_page_has_nothing_that_acts_or_asks_a_server(FleetState state) {
        assertThat(PageText.problems(english(state))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void each_link_within_the_page_leads_somewhere(FleetState state) {
        assertThat(PageText.brokenAnchors(english(state))).isEmpty();
    }

    @Test
    void every_check_that_finds_something_is_in_the_page() {
        FleetState state = Fleets.neglected();
        String html = english(state);

        assertThat(state.findings())
                .allSatisfy(
                        each ->
                                assertThat(html)
                                        .contains("id=\"check-" + each.finding().check() + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</title></style><svg onload=alert(1)>",
                "${7*7} @raw {{constructor}}",
                "&lt;b&gt; &amp;",
            })
    void text_from_outside_stays_text(String hostile) {
        String html = english(Fleets.with(saying(hostile)));

        assertThat(PageText.problems(html)).isEmpty();
        assertThat(html)
                .contains(hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    @Test
    void marks_that_turn_text_around_do_not_pass() {
        assertThat(english(Fleets.with(saying("a\u202Egpj.exe\u2066\u200F"))))
                .doesNotContain("\u202E", "\u2066", "\u200F");
    }

    @Test
    void a_long_text_is_cut() {
        String html = english(Fleets.with(saying("x".repeat(10_000))));

        assertThat(html).contains("x".repeat(500)).doesNotContain("x".repeat(1_001));
    }

    private static Finding saying(String text) {
        return new Finding(
                Facts.SCOPE,
                new ResourceRef(ResourceType.WORKLOAD, text, null),
                new Rule("imdsv2-required", ChecklistRow.CONFIGURE, Severity.HIGH),
                text,
                Message.of("imdsv2-required.title"),
                new Finding.Answer(Status.NOT_READY, text, text, List.of(text)),
                new Instructions(text.substring(0, Math.min(200, text.length())), List.of()),
                Facts.NOW);
    }

    @Test
    void a_table_without_a_scan_is_told() {
        assertThat(english(Fleets.empty()))
                .contains("No scan is on record yet.", "There are no open findings.");
    }

    @Test
    void a_scope_that_was_not_scanned_for_long_counts_as_not_evaluated() {
        String html = english(Fleets.outdated());

        assertThat(html).contains("was last scanned 2026-11-12 21:00 KST, which is too long ago");
        assertThat(html).contains("<b>0</b> <span>of 10 instances</span>");
    }

    @Test
    void a_page_of_many_findings_shows_the_first_of_each_check() {
        FleetState state = Fleets.large(10_000);
        String html = english(state);

        assertThat(html).contains(" more: ./muster findings --check ");
        assertThat(html.split("class=\"mstr-finding\"", -1))
                .hasSizeLessThanOrEqualTo(FindingGroup.MAX_SHOWN_IN_ALL + 200);
    }

    @Test
    void a_korean_page_has_no_english_word_of_its_own() {
        String html = FilePage.html(Fleets.empty(), Fleets.reader(Language.KOREAN));

        assertThat(html).contains("<html lang=\"ko\">", "개요", "열린 결과가 없습니다");
        String words = html.replaceAll("(?s)<style>.*</style>", "").replaceAll("<[^>]*>", " ");
        assertThat(words.replaceAll("EC2|Graviton|USD|arm64", ""))
                .doesNotContainPattern("[A-Za-z]{3}");
    }
}
