package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.check.BuiltInChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The example {@code integrations} on the events that notify sends, by EventBridge's matcher, and
 * {@code docs/integrations.md}, which shows what comes of it.
 */
@ExtendWith(Deployments.Once.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegrationsTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("muster.infrastructure"), "examples", "integrations");
    private static final Path DOCS = Path.of("../../docs");
    private static final String RULE = "aws_cloudwatch_event_rule";
    private static final String TARGET = "aws_cloudwatch_event_target";

    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");

    /** What cannot hold a quote, because AWS or Muster itself makes it. */
    private static final Set<String> PLAIN =
            Set.of(
                    "$.detail.account",
                    "$.detail.check",
                    "$.detail.id",
                    "$.detail.region",
                    "$.detail.resource.id",
                    "$.detail.severity",
                    "$.detail.title");

    /** What the AWS Security Finding Format demands of every finding. */
    private static final Set<String> DEMANDED =
            Set.of(
                    "SchemaVersion",
                    "Id",
                    "ProductArn",
                    "GeneratorId",
                    "AwsAccountId",
                    "CreatedAt",
                    "UpdatedAt",
                    "Severity",
                    "Title",
                    "Description",
                    "Resources");

    private final Terraform terraform;
    private final Map<String, String> events = new TreeMap<>();
    private Deployed deployed;
    private Rules rules;

    IntegrationsTest(Deployments deployments) {
        this.terraform = deployments.terraform();
    }

    @BeforeAll
    void plan() throws IOException {
        Terraform there = terraform.example("integrations");
        Terraform.Ended test = there.run("test", "-json", "-verbose");
        assertThat(test.code()).as(() -> there.run("test").text()).isZero();
        deployed = Objects.requireNonNull(Deployed.byRun(test.out()).get("all"));
        rules =
                new Rules(
                        Map.of(
                                "chat", pattern("chat", ""),
                                "jira", pattern("jira", "site"),
                                "security-hub", pattern("security_hub", "on")));
        String samples = Files.readString(EXAMPLE.resolve("events.json"));
        for (Object event : JSON.std.listOfFrom(Object.class, samples)) {
            String text = JSON.std.asString(event);
            events.put("%s %s".formatted(at(event, "severity"), at(event, "status")), text);
        }
    }

    @Test
    void each_rule_hears_what_concerns_it() {
        assertThat(hearing("CRITICAL NOT_READY")).containsExactly("chat", "jira", "security-hub");
        assertThat(hearing("HIGH NOT_READY")).containsExactly("chat", "security-hub");
        assertThat(hearing("HIGH RESOLVED")).containsExactly("security-hub");
    }

    @Test
    void no_rule_hears_of_what_is_unknown() {
        assertThat(rules.matching(Rules.with(event(), "detail.status", "UNKNOWN"))).isEmpty();
    }

    @Test
    void no_rule_hears_of_a_workload() {
        assertThat(rules.matching(Rules.with(event(), "detail.resource.type", "workload")))
                .isEmpty();
    }

    @Test
    void security_hub_hears_of_its_own_account_alone() {
        assertThat(rules.matching(Rules.with(event(), "detail.account", "210987654321")))
                .containsExactly("chat", "jira");
    }

    @Test
    void the_rule_for_severe_findings_hears_them() throws IOException {
        Rules severe = new Rules(Map.of("severe", blocks("notices.md").getFirst()));
        assertThat(severe.matching(event())).isNotEmpty();
        assertThat(severe.matching(Objects.requireNonNull(events.get("HIGH NOT_READY"))))
                .isNotEmpty();
        assertThat(severe.matching(Objects.requireNonNull(events.get("HIGH RESOLVED")))).isEmpty();
    }

    @Test
    void each_pattern_is_on_the_page() {
        assertThat(onThePage())
                .containsAll(rules.patterns().values().stream().map(this::json).toList());
    }

    @Test
    void the_message_to_a_chat_is_on_the_page() {
        assertThat(onThePage()).contains(json(transformed("chat", "")));
    }

    @Test
    void the_issue_of_jira_is_on_the_page() {
        assertThat(onThePage()).contains(json(transformed("jira", "site")));
    }

    @Test
    void what_goes_to_security_hub_is_on_the_page() {
        Object finding = imported("ImportNotReady");
        assertThat(onThePage()).contains(finding);
        assertThat(texts(((Map<?, ?>) finding).keySet())).containsAll(DEMANDED);
    }

    @Test
    void security_hub_archives_what_is_resolved() {
        assertThat(imported("ImportResolved"))
                .hasFieldOrPropertyWithValue("RecordState", "ARCHIVED")
                .hasFieldOrPropertyWithValue("Compliance", Map.of("Status", "PASSED"));
    }

    @Test
    void a_message_takes_only_values_in_which_no_quote_can_be() {
        assertThat(texts(paths("chat", "").values())).isSubsetOf(PLAIN);
        assertThat(texts(paths("jira", "site").values())).isSubsetOf(PLAIN);
        assertThat(BuiltInChecks.catalogue().all())
                .allSatisfy(
                        check ->
                                assertThat(check.spec().title().english())
                                        .doesNotContain("\"", "\\"));
    }

    private Set<String> hearing(String event) {
        return rules.matching(Objects.requireNonNull(events.get(event), event));
    }

    private String event() {
        return Objects.requireNonNull(events.get("CRITICAL NOT_READY"));
    }

    private String pattern(String name, String key) {
        return String.valueOf(deployed.one(RULE, name, key).get("event_pattern"));
    }

    private Map<?, ?> transformer(String name, String key) {
        return Deployed.block(deployed.one(TARGET, name, key), "input_transformer");
    }

    private Map<?, ?> paths(String name, String key) {
        return Deployed.object(transformer(name, key), "input_paths");
    }

    /** The text that a target is given, each place filled in as EventBridge does inside quotes. */
    private String transformed(String name, String key) {
        Map<?, ?> paths = paths(name, key);
        return PLACE.matcher(String.valueOf(transformer(name, key).get("input_template")))
                .replaceAll(
                        place -> {
                            Object path = paths.get(place.group(1));
                            assertThat(path).as(place.group(1)).isNotNull();
                            return Matcher.quoteReplacement(value(String.valueOf(path)));
                        });
    }

    /** The finding that a state of the state machine sends. */
    private Object imported(String state) {
        Map<String, Object> machine =
                Deployed.json(
                        deployed.one("aws_sfn_state_machine", "security_hub", "on"), "definition");
        Map<?, ?> task = Deployed.object(Deployed.object(machine, "States"), state);
        Map<?, ?> parameters = (Map<?, ?>) filledIn(Deployed.object(task, "Parameters"));
        return Deployed.list(parameters, "Findings").getFirst();
    }

    /** Parameters as Step Functions fills them in: a name that ends in {@code .$} has a path. */
    private Object filledIn(Object parameters) {
        if (parameters instanceof List<?> list) {
            List<Object> filled = new ArrayList<>();
            list.forEach(each -> filled.add(filledIn(each)));
            return filled;
        }
        if (!(parameters instanceof Map<?, ?> map)) {
            return parameters;
        }
        Map<String, Object> filled = new LinkedHashMap<>();
        map.forEach(
                (key, given) -> {
                    String name = String.valueOf(key);
                    if (name.endsWith(".$")) {
                        String path = String.valueOf(given);
                        filled.put(name.substring(0, name.length() - 2), formatted(path));
                    } else {
                        filled.put(name, filledIn(Objects.requireNonNull(given)));
                    }
                });
        return filled;
    }

    /** A path, or {@code States.Format('text {}', path)}. */
    private String formatted(String path) {
        MatchResult format =
                Pattern.compile("States\\.Format\\('(.*)', (\\$\\S+)\\)")
                        .matcher(path)
                        .results()
                        .findFirst()
                        .orElse(null);
        return format == null ? value(path) : format.group(1).replace("{}", value(format.group(2)));
    }

    /** The text at a path of the event. */
    private String value(String path) {
        Object at = json(event());
        for (String name : path.substring("$.".length()).split("\\.", -1)) {
            at = Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(at)).get(name), path);
        }
        return String.valueOf(at);
    }

    private static Object at(Object event, String name) {
        Map<?, ?> detail = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) event).get("detail"));
        return Objects.requireNonNull(detail.get(name));
    }

    private List<Object> onThePage() {
        try {
            return blocks("integrations.md").stream().map(this::json).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> texts(Collection<?> some) {
        return some.stream().map(String::valueOf).toList();
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private Object json(String text) {
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(text, malformed);
        }
    }
}
