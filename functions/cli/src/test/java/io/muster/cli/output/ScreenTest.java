package io.muster.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Page;
import io.muster.cli.text.Style;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope HERE = Scope.of("123456789012", "us-east-1");

    private final List<ScopeState> scopes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Scorecard scorecard = new Scorecard();

    @ParameterizedTest
    @CsvSource({"80, ENGLISH", "120, ENGLISH", "200, ENGLISH", "80, KOREAN", "120, KOREAN"})
    void it_takes_forty_lines_however_much_there_is_to_say(int columns, Language language) {
        for (int region = 1; region <= 9; region++) {
            scopes.add(state("us-test-" + region, 5, List.of(unseen("part " + region))));
        }
        int instance = 0;
        for (var check : BuiltInChecks.catalogue().all()) {
            instance++;
            rows.add(
                    row(check.spec().id(), ResourceType.INSTANCE, "i-" + instance, "w" + instance));
        }
        for (Kind kind : Kind.values()) {
            scorecard.addExplained(kind, 100);
        }

        String screen = screen(columns, language);

        assertThat(screen.lines()).hasSizeLessThanOrEqualTo(Screen.MAX_LINES);
        assertThat(screen.lines())
                .allSatisfy(
                        line ->
                                assertThat(DisplayWidth.of(line))
                                        .as(line)
                                        .isLessThanOrEqualTo(columns));
    }

    @Test
    void two_checks_with_one_remedy_are_one_group_that_counts_a_volume_once() {
        scopes.add(state("us-east-1", 1, List.of()));
        rows.add(row("gp3-not-gp2", ResourceType.VOLUME, "vol-1", "shop"));
        rows.add(row("gp2-burst", ResourceType.VOLUME, "vol-1", "shop"));

        assertThat(screen(80)).contains("1 volume\n").contains("also ").doesNotContain("\n 2  ");
    }

    @Test
    void a_blind_spot_is_told_with_what_it_hides_and_not_among_what_to_fix() {
        scopes.add(state("us-east-1", 2, List.of()));
        rows.add(row("ssm-managed", ResourceType.INSTANCE, "i-1", null));
        rows.add(row("ssm-managed", ResourceType.INSTANCE, "i-2", null));
        scorecard.addExplained(Kind.GUEST_UNMANAGED, 48);

        assertThat(screen(80))
                .contains(
                        "2 instances not managed by Systems Manager: 24 checks each not evaluated")
                .doesNotContain("Fix first");
    }

    @Test
    void a_scope_that_is_old_or_left_is_marked() {
        Instant old = NOW.minus(Duration.ofDays(2));
        scopes.add(new ScopeState(report("us-east-1", 1, 1, List.of()), old, false));
        scopes.add(new ScopeState(report("us-west-2", 1, 1, List.of()), old, true));

        assertThat(screen(80))
                .contains("123456789012/us-east-1: last scanned 2026-11-20 12:00 UTC")
                .contains("123456789012/us-west-2 is no longer configured", "--retire-scope");
    }

    @Test
    void regions_with_nothing_in_them_are_counted_together() {
        scopes.add(state("us-east-1", 3, List.of()));
        scopes.add(new ScopeState(report("eu-west-1", 0, 0, List.of()), null, false));
        scopes.add(new ScopeState(report("eu-west-2", 0, 0, List.of()), null, false));

        assertThat(screen(80))
                .contains("us-east-1: 3 instances; 2 regions without instances and volumes");
    }

    @Test
    void a_region_that_the_organisation_denies_is_one_line() {
        String why = "with an explicit deny in a service control policy";
        scopes.add(state("us-east-1", 3, List.of()));
        scopes.add(
                new ScopeState(
                        report(
                                "eu-west-1",
                                null,
                                null,
                                List.of(
                                        new Unseen("instances", Why.DENIED, Message.literal(why)),
                                        new Unseen("volumes", Why.DENIED, Message.literal(why)))),
                        null,
                        false));

        assertThat(screen(80))
                .contains("eu-west-1: denied by a service control policy of the organization");
    }

    @Test
    void what_can_no_longer_be_seen_says_since_when_and_why() {
        scopes.add(state("us-east-1", 3, List.of()));
        rows.add(
                row(
                        "volume-encrypted",
                        ResourceType.VOLUME,
                        "vol-1",
                        null,
                        new LastSeen(NOW, "denied(ec2:DescribeVolumes)")));

        assertThat(screen(120))
                .contains(
                        "not as it should be; last evaluated 2026-11-22 12:00 UTC, since then:"
                                + " denied(ec2:DescribeVolumes)");
    }

    private String screen(int columns) {
        return screen(columns, Language.ENGLISH);
    }

    private String screen(int columns, Language language) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, UTF_8);
        Page page = new Page(out, Style.PLAIN, columns, new Rendering(language, ZoneId.of("UTC")));
        Screen screen = new Screen(page, false, "muster", new Hints("", false, true));
        screen.begin(new Origin(null, scopes, NOW));
        rows.forEach(screen::add);
        screen.end(
                new Totals(
                        scorecard,
                        new Totals.Instances(
                                Map.of(
                                        Readiness.READY,
                                        1,
                                        Readiness.NOT_READY,
                                        2,
                                        Readiness.NOT_INSPECTED,
                                        3),
                                0,
                                List.of()),
                        List.of(Message.literal("16 below high"))));
        return bytes.toString(UTF_8);
    }

    private static Row row(String check, ResourceType type, String id, @Nullable String workload) {
        return row(check, type, id, workload, null);
    }

    private static Row row(
            String check,
            ResourceType type,
            String id,
            @Nullable String workload,
            @Nullable LastSeen lastSeen) {
        var spec = BuiltInChecks.catalogue().byId(check).orElseThrow().spec();
        boolean index = check.equals("ssm-managed");
        return new Row(
                new Row.Of(HERE, type, id, workload),
                spec.rule(),
                Status.NOT_READY,
                spec.title(),
                () -> Message.literal("not as it should be"),
                index ? null : HiddenChecks.NONE,
                NOW,
                lastSeen);
    }

    private static ScopeState state(String region, int instances, List<Unseen> unseen) {
        return new ScopeState(report(region, instances, instances, unseen), null, false);
    }

    private static Unseen unseen(String part) {
        return new Unseen(part, Why.DENIED, Message.literal(part + " is denied"));
    }

    private static ScopeReport report(
            String region,
            @Nullable Integer instances,
            @Nullable Integer volumes,
            List<Unseen> unseen) {
        return new ScopeReport(
                Scope.of("123456789012", region),
                NOW,
                NOW,
                instances,
                volumes,
                new TreeMap<>(),
                unseen,
                new Scorecard());
    }
}
