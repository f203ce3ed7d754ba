package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import io.muster.readiness.fixture.Shell;
import io.muster.readiness.fleet.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every check. */
class CatalogueTest {

    /**
     * Checks that find an absence of proof at most, which is no proof of absence: whether a person
     * has a template elsewhere, or a reason to pay for hardware of his own.
     */
    private static final Set<String> NEVER_NOT_READY =
            Set.of("provisioned-by-template", "shared-tenancy");

    /** A value that a person has to give: {@code ${OWNER:?say who answers for it}}. */
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");

    @TempDir private Path directory;

    static List<Check<?>> checks() {
        return BuiltInChecks.catalogue().all();
    }

    /** The checks whose remedies need a value that only a person knows. */
    static List<Check<?>> asking() {
        return checks().stream()
                .filter(check -> ASKED.matcher(check.spec().remedy().template()).find())
                .toList();
    }

    static List<Judgement> notReady() {
        return Stream.concat(
                        judge(NeglectedFleet.facts(false)).stream(),
                        judge(NeglectedFleet.facts(false).without(Source.VOLUME_STATUSES)).stream()
                                .filter(judged -> judged.subject() instanceof Scope))
                .filter(judgement -> judgement.verdict().status() == Status.NOT_READY)
                .toList();
    }

    @Test
    void the_list_of_checks_is_in_the_order_of_the_ids() {
        assertThat(BuiltInChecks.inOrder())
                .extracting(check -> check.spec().id())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_judges_the_kind_of_subject_that_it_says(Check<?> check) {
        ResourceType judged =
                switch (check) {
                    case Check.OfInstance of -> ResourceType.INSTANCE;
                    case Check.OfVolume of -> ResourceType.VOLUME;
                    case Check.OfLogGroup of -> ResourceType.LOG_GROUP;
                    case Check.OfSecurityGroup of -> ResourceType.SECURITY_GROUP;
                    case Check.OfSnapshot of -> ResourceType.SNAPSHOT;
                    case Check.OfAddress of -> ResourceType.ADDRESS;
                    case Check.OfScope of -> ResourceType.SCOPE;
                    case Check.OfWorkload of -> ResourceType.WORKLOAD;
                };
        assertThat(check.spec().subject()).isEqualTo(judged);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_has_a_test_of_its_own(Check<?> check) {
        assertThatCode(() -> Class.forName(check.getClass().getName() + "Test"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_title_is_one_short_sentence_and_a_source_an_address(Check<?> check) {
        Spec spec = check.spec();
        assertThat(spec.title().english()).matches("[A-Z].{10,90}").doesNotContain("\n", "|");
        assertThat(spec.source().getHost()).isNotEmpty().contains(".");
        assertThat(spec.source().getPath()).startsWith("/");
    }

    /**
     * An interactive zsh, the shell of every new Mac, takes no comments: it looks for a program
     * called {@code #}, which is harmless unless the comment holds what a shell acts on.
     */
    @ParameterizedTest
    @MethodSource("checks")
    void a_comment_does_no_harm_in_a_shell_that_takes_no_comments(Check<?> check) {
        assertThat(check.spec().remedy().template().lines().map(String::strip))
                .filteredOn(line -> line.startsWith("#"))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("['\"`$;|&<>\\\\!]"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_remedy_filled_with_hostile_values_hands_them_on_and_runs_none(Check<?> check) {
        Remedy remedy = check.spec().remedy();
        Map<String, String> values = new TreeMap<>();
        remedy.places().forEach(place -> values.put(place, place + NeglectedFleet.HOSTILE));
        String filled = remedy.fill(values);

        assertThat(Shell.parse(filled, directory).exit()).as(filled).isZero();
        Shell.Run run = Shell.paste(filled, answers(remedy.template()), directory);

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.files()).as("what the values ran").isEmpty();
        for (String place : new Remedy(commands(remedy.template())).places()) {
            assertThat(run.output()).contains(onOneLine(place + NeglectedFleet.HOSTILE));
        }
        answers(remedy.template())
                .values()
                .forEach(answer -> assertThat(run.output()).contains(answer));
    }

    @ParameterizedTest
    @MethodSource("asking")
    void a_remedy_asks_for_what_only_a_person_knows(Check<?> check) {
        Remedy remedy = check.spec().remedy();
        Map<String, String> values = new TreeMap<>();
        remedy.places().forEach(place -> values.put(place, place));
        assertThat(Shell.paste(remedy.fill(values), Map.of(), directory).exit()).isNotZero();
    }

    @Test
    void a_check_is_named_as_its_class() {
        assertThat(checks())
                .allSatisfy(
                        check ->
                                assertThat(check.spec().id())
                                        .isEqualTo(kebabCase(check.getClass().getSimpleName())));
    }

    private static String kebabCase(String className) {
        return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Test
    void every_check_objects_to_something_in_the_neglected_fleet() {
        Set<String> silent = new TreeSet<>();
        checks().forEach(check -> silent.add(check.spec().id()));
        silent.removeAll(NEVER_NOT_READY);
        notReady().forEach(judgement -> silent.remove(judgement.spec().id()));
        assertThat(silent)
                .as("checks that object to nothing in NeglectedFleet: add there what they look for")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notReady")
    void the_remedy_of_everything_not_ready_is_filled_and_runs(Judgement judgement) {
        Finding finding = Finding.of(Facts.SCOPE, judgement, Facts.NOW);
        Shell.Run run = Shell.paste(finding.remedy(), answers(finding.remedy()), directory);
        assertThat(commands(finding.remedy())).as("commands").contains("aws ");
        assertThat(run.exit()).as(finding.remedy() + run.output()).isZero();
        assertThat(run.files()).as("what the values ran").isEmpty();
        for (String place : judgement.spec().remedy().places()) {
            assertThat(run.output()).as(finding.remedy()).doesNotContain("[{" + place + "}");
        }
        assertThat(finding.remedy()).isNotEqualTo(judgement.spec().remedy().template());
    }

    @Test
    void no_check_breaks_whatever_is_missing() {
        for (Source<?> source : Source.all()) {
            assertThat(judge(NeglectedFleet.facts(false).without(source)))
                    .allSatisfy(
                            judgement ->
                                    assertThat(judgement.verdict().actual())
                                            .doesNotContain("a bug in Muster"));
        }
    }

    @Test
    void texts_hold_still_while_the_facts_do_in_whatever_order_and_whenever_they_come() {
        List<Judgement> once = judge(NeglectedFleet.facts(false));
        List<Judgement> again =
                judge(NeglectedFleet.facts(true).observedAt(Facts.NOW.plus(Duration.ofDays(1))));
        assertThat(again).hasSameSizeAs(once);
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).verdict()).isEqualTo(once.get(i).verdict());
        }
    }

    private static List<Judgement> judge(Facts facts) {
        List<Judgement> judgements = new ArrayList<>();
        new Judge(BuiltInChecks.catalogue(), Thresholds.defaults())
                .judge(facts.fleet(), judgements::add);
        return judgements;
    }

    private static Map<String, String> answers(String text) {
        Map<String, String> answers = new TreeMap<>();
        ASKED.matcher(text)
                .results()
                .forEach(
                        asked ->
                                answers.put(
                                        asked.group(1),
                                        asked.group(1) + onOneLine(NeglectedFleet.HOSTILE)));
        return answers;
    }

    private static String commands(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    private static String onOneLine(String value) {
        return value.replaceAll("\\p{Cntrl}", " ");
    }
}
