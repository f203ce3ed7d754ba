package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.console.fixture.Fleets;
import io.muster.console.fixture.MemoryFleet;
import io.muster.console.fixture.WidgetText;
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
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WidgetTest {

    private static final Endpoints ENDPOINTS =
            new Endpoints(
                    "arn:aws:lambda:us-east-1:123456789012:function:muster-console:live",
                    "arn:aws:lambda:us-east-1:123456789012:function:muster-decide:live");

    private static final Pattern CALL =
            Pattern.compile("(?s)<cwdb-action[^>]*>(.*?)</cwdb-action>");

    private final List<RuntimeException> failures = new ArrayList<>();

    private static Map<String, Object> context(String locale, String theme, Map<String, ?> forms) {
        return Map.of(
                "locale",
                locale,
                "theme",
                theme,
                "timezone",
                Map.of("label", "Local", "offsetISO", "+09:00"),
                "width",
                600,
                "forms",
                Map.of("all", forms),
                "params",
                Map.of("page", "graviton"));
    }

    private String answer(FleetState state, Map<String, ?> parameters, Map<String, ?> forms) {
        Map<String, Object> event = new HashMap<>(parameters);
        event.put("widgetContext", context("en", "light", forms));
        return answer(state, event);
    }

    private String answer(FleetState state, Map<String, ?> event) {
        return Widget.answer(
                WidgetEvent.of(event, ENDPOINTS), () -> new MemoryFleet(state), failures::add);
    }

    private String page(FleetState state, String page) {
        return answer(state, Map.of("page", page), Map.of());
    }

    /** What a person sees, and what it is drawn with. */
    private static String shown(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("(?s)<cwdb-action.*?</cwdb-action>", "");
    }

    static Stream<FleetState> fleets() {
        return Stream.of(Fleets.neglected(), Fleets.outdated(), Fleets.empty());
    }

    /** As a person would who presses everything. */
    @ParameterizedTest
    @MethodSource("fleets")
    void every_page_that_can_be_reached_holds_what_a_widget_may(FleetState state)
            throws IOException {
        Set<String> seen = new LinkedHashSet<>(Set.of("{}"));
        Deque<String> left = new ArrayDeque<>(seen);
        Set<Object> kinds = new LinkedHashSet<>();
        while (!left.isEmpty() && seen.size() < 600) {
            Map<String, Object> parameters = JSON.std.mapFrom(left.remove());
            String html = answer(state, parameters, Map.of());
            assertThat(WidgetText.problems(html)).as(parameters.toString()).isEmpty();
            assertThat(html).doesNotContain("Back to the overview");
            kinds.add(parameters.get("page"));
            Matcher calls = CALL.matcher(html);
            while (calls.find()) {
                if (calls.group().contains("function:muster-decide")) {
                    assertThat(calls.group()).contains(" confirmation=\"");
                    continue;
                }
                String call =
                        calls.group(1)
                                .replace("&lt;", "<")
                                .replace("&gt;", ">")
                                .replace("&amp;", "&");
                if (seen.add(call)) {
                    left.add(call);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(kinds).contains("overview", "findings", "instances", "decisions");
        if (!state.findings().isEmpty()) {
            assertThat(kinds).contains("finding", "instance", "workload");
        }
    }

    @Test
    void a_description_is_markdown_whose_first_yaml_is_the_parameters() {
        String told =
                Widget.answer(
                        WidgetEvent.of(Map.of("describe", true), ENDPOINTS),
                        () -> {
                            throw new IllegalStateException("not asked");
                        },
                        failures::add);

        assertThat(told).contains("``` yaml\npage: overview\n```").doesNotContain("<");
        assertThat(failures).isEmpty();
    }

    @Test
    void without_parameters_the_widget_s_own_choose_the_page() {
        assertThat(answer(Fleets.neglected(), Map.of(), Map.of())).contains("id=\"graviton\"");
    }

    @Test
    void an_event_without_a_context_is_answered() {
        assertThat(answer(Fleets.neglected(), Map.of())).contains("id=\"overview\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "<script>alert(1)</script>", "../../etc/passwd"})
    void a_page_that_is_not_there_is_the_overview(String page) {
        String html = page(Fleets.neglected(), page);

        assertThat(html).contains("id=\"overview\"");
        assertThat(WidgetText.problems(html)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9999999", "99999999999999999999", "x", "<b>"})
    void a_place_beyond_a_list_is_its_beginning(String from) {
        String html =
                answer(Fleets.neglected(), Map.of("page", "instances", "from", from), Map.of());

        assertThat(html).contains("mstr-lines");
        assertThat(failures).isEmpty();
    }

    @Test
    void a_finding_has_its_remedy_its_history_and_the_decisions() {
        FleetState state = Fleets.neglected();
        String id =
                state.findings().stream()
                        .map(each -> each.finding())
                        .filter(finding -> finding.check().equals("imdsv2-required"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        String html = answer(state, Map.of("page", "finding", "of", id), Map.of());

        assertThat(html)
                .contains("modify-instance-metadata-options", "What to do", "Expected", "Actual")
                .contains("History", "decided by", "Decisions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finding", "instance", "workload"})
    void what_is_not_there_any_more_is_told(String page) {
        String html =
                answer(
                        Fleets.neglected(),
                        Map.of("page", page, "of", "\"><script>alert(1)</script>"),
                        Map.of());

        assertThat(html).contains("mstr-empty");
        assertThat(WidgetText.problems(html)).isEmpty();
    }

    @Test
    void a_form_chooses_the_findings() {
        String html =
                answer(
                        Fleets.neglected(),
                        Map.of("page", "findings"),
                        Map.of("severity", "critical", "row", "networking", "order", "newest"));

        assertThat(shown(html))
                .contains("<span class=\"mstr-badge mstr-badge-critical\">")
                .contains("<option value=\"networking\" selected>")
                .doesNotContain("mstr-badge-high", "mstr-badge-medium", "mstr-badge-low");
    }

    @Test
    void a_check_is_chosen_by_a_link_to_it() {
        String html =
                answer(
                        Fleets.neglected(),
                        Map.of("page", "findings", "check", "imdsv2-required"),
                        Map.of());

        assertThat(shown(html))
                .contains("<option value=\"imdsv2-required\" selected>")
                .doesNotContain("mstr-badge-critical");
    }

    @Test
    void a_form_with_forged_values_finds_nothing_and_says_so() {
        String html =
                answer(
                        Fleets.neglected(),
                        Map.of("page", "findings"),
                        Map.of("workload", "</select><script>1</script>", "row", "\"><b>"));

        assertThat(html).contains("There are no such open findings.");
        assertThat(WidgetText.problems(html)).isEmpty();
    }

    @Test
    void a_long_list_is_shown_in_parts() {
        FleetState many = Fleets.large(2_000);
        String first = page(many, "findings");
        assertThat(first).contains("1 to 50", "\"after\":\"50\"").doesNotContain("Previous");

        String second =
                answer(many, Map.of("page", "findings", "after", "50", "from", "50"), Map.of());

        assertThat(second).contains("51 to 100", "Previous", "\"after\":\"100\"");
    }

    @Test
    void a_failure_is_told_in_the_page_and_to_the_log() {
        String html =
                Widget.answer(
                        WidgetEvent.of(Map.of(), ENDPOINTS),
                        () -> {
                            throw new IllegalStateException("table <b>muster</b> is gone");
                        },
                        failures::add);

        assertThat(html).contains("table &lt;b&gt;muster&lt;/b&gt; is gone");
        assertThat(WidgetText.problems(html)).isEmpty();
        assertThat(failures).hasSize(1);
    }

    @Test
    void language_theme_and_zone_are_those_of_the_context() {
        Map<String, Object> event = new HashMap<>(Map.of("page", "overview"));
        event.put("widgetContext", context("ko-KR", "dark", Map.of()));
        String html = answer(Fleets.neglected(), event);

        assertThat(html).contains("mstr-dark", "lang=\"ko\"", "먼저 조치할 항목", "21:00 +09:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</cwdb-action><cwdb-action action=\"call\">",
                "\"}{\"page\":\"x",
                "a\u202Egpj.exe\u2066\u200F",
            })
    void text_from_outside_stays_text(String hostile) {
        FleetState state = Fleets.with(saying(hostile));
        String id = state.findings().getFirst().finding().id();
        for (String html :
                List.of(
                        page(state, "overview"),
                        page(state, "findings"),
                        answer(state, Map.of("page", "finding", "of", id), Map.of()),
                        answer(state, Map.of("page", hostile, "of", hostile), Map.of()),
                        answer(
                                state,
                                Map.of("page", "findings"),
                                Map.of("workload", hostile, "check", hostile)))) {
            assertThat(WidgetText.problems(html)).isEmpty();
            assertThat(html).doesNotContain("<img", "<script", "{\"page\":\"x\"");
        }
    }

    @Test
    void a_long_text_from_outside_is_cut() {
        FleetState state = Fleets.with(saying("x".repeat(10_000)));

        assertThat(shown(page(state, "findings")))
                .contains("x".repeat(500))
                .doesNotContain("x".repeat(1_001));
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
    void an_overview_of_ten_thousand_findings_is_below_256_kilobytes() {
        String html = page(Fleets.large(10_000), "overview");

        assertThat(html.length()).isLessThan(256 * 1024);
        assertThat(html).contains(" or more");
    }

    @Test
    void a_korean_page_has_no_english_word_of_its_own() {
        for (String page : List.of("overview", "findings", "instances", "workloads", "decisions")) {
            Map<String, Object> event = new HashMap<>(Map.of("page", page));
            event.put("widgetContext", context("ko", "light", Map.of()));
            String words =
                    shown(answer(Fleets.empty(), event))
                            .replaceAll("(?s)<select name=\"check\">.*?</select>", "")
                            .replaceAll("<[^>]*>", " ");
            assertThat(words.replaceAll("EC2|Graviton|USD|arm64", ""))
                    .doesNotContainPattern("[A-Za-z]{3}");
        }
    }
}
