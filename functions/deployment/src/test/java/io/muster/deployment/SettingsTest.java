package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.SettingType.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Terraform's variable {@code settings} and {@link Setting} are one list. */
@ExtendWith(Deployments.Once.class)
class SettingsTest {

    private static final Path FILE =
            Path.of(System.getProperty("muster.infrastructure"), "variables-settings.tf");

    private static final Pattern MEMBER =
            Pattern.compile("(?m)^    (\\w+) += optional\\(([a-z()]+), (.*)\\)$");

    private static final Pattern RANGE =
            Pattern.compile(
                    "(?m)^    (\\w+) += \\{ unit = \"(.+)\", least = (-?\\d+), greatest = (\\d+) }$");

    private static final Pattern LIST = Pattern.compile("^\\[|\"|]$");

    @TempDir private Path folder;

    private final Terraform terraform;

    SettingsTest(Deployments deployments) {
        this.terraform = deployments.terraform();
    }

    @Test
    void each_has_the_name_type_and_default_that_terraform_gives_it() throws IOException {
        Map<String, List<String>> ours = new TreeMap<>();
        for (Setting<?> setting : Setting.all()) {
            ours.put(
                    name(setting),
                    List.of(setting.type().terraform(), setting.type().defaultValue()));
        }
        Map<String, List<String>> theirs = new TreeMap<>();
        found(MEMBER).forEach(member -> theirs.put(member.group(1), typeAndDefault(member)));
        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void each_number_has_the_unit_and_range_that_terraform_gives_it() throws IOException {
        Map<String, String> ours =
                numbers().collect(Collectors.toMap(SettingsTest::name, SettingsTest::takes));
        Map<String, String> theirs =
                found(RANGE)
                        .collect(
                                Collectors.toMap(
                                        range -> range.group(1),
                                        range ->
                                                takes(
                                                        range.group(2),
                                                        Integer.parseInt(range.group(3)),
                                                        Integer.parseInt(range.group(4)))));
        assertThat(theirs).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too little", "too much", "half"})
    void terraform_refuses_each_number_that_a_function_would_refuse(String how) throws IOException {
        String members =
                numbers()
                        .map(setting -> "  " + name(setting) + " = " + wrong(setting, how) + "\n")
                        .collect(Collectors.joining());
        String answer = refusal("settings = {\n" + members + "}\n");
        assertThat(numbers()).allSatisfy(setting -> assertThat(answer).contains(sentence(setting)));
    }

    @Test
    void terraform_refuses_them_as_variables_of_their_own_too() throws IOException {
        List<Setting<?>> former = numbers().filter(SettingsTest::former).toList();
        String answer =
                refusal(
                        former.stream()
                                .map(setting -> name(setting) + " = " + wrong(setting, "half"))
                                .collect(Collectors.joining("\n")));
        assertThat(former)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(answer).contains(sentence(setting)));
    }

    @Test
    void a_wrong_word_is_refused_by_the_name_of_its_setting() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        Setting.all().stream()
                .filter(setting -> !setting.type().terraform().equals("number"))
                .forEach(
                        setting ->
                                wrong.put(
                                        name(setting),
                                        setting.type().terraform().equals("string")
                                                ? "\"\""
                                                : "[]"));
        String answer =
                refusal(
                        wrong.entrySet().stream()
                                .map(entry -> "  " + entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining("\n", "settings = {\n", "\n}\n")));
        assertThat(wrong.keySet())
                .allSatisfy(name -> assertThat(answer).contains(" " + name + " is "));
    }

    /** What Terraform says of variables that it does not take, on one line. */
    private String refusal(String variables) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.tfvars"), variables);
        Terraform.Ended ended =
                terraform.run(
                        "test",
                        "-no-color",
                        "-filter=tests/example.tftest.hcl",
                        "-var-file=" + file);
        assertThat(ended.code()).as(ended.text()).isNotZero();
        return ended.text().replaceAll("[│\\s]+", " ");
    }

    private static Stream<MatchResult> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(FILE)).results();
    }

    private static List<String> typeAndDefault(MatchResult member) {
        String type = member.group(2);
        String value = LIST.matcher(member.group(3)).replaceAll("");
        return List.of(type, type.startsWith("list") ? value.replace(", ", ",") : value);
    }

    private static Stream<Setting<?>> numbers() {
        return Setting.all().stream()
                .filter(setting -> setting.type().terraform().equals("number"));
    }

    private static String wrong(Setting<?> setting, String how) {
        Range range = setting.type().range().orElseThrow();
        return switch (how) {
            case "too little" -> Integer.toString(range.least() - 1);
            case "too much" -> Integer.toString(range.greatest() + 1);
            default -> range.least() + ".5";
        };
    }

    private static boolean former(Setting<?> setting) {
        try {
            return Files.readString(FILE.resolveSibling("variables-former.tf"))
                    .contains("variable \"" + name(setting) + "\"");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sentence(Setting<?> setting) {
        return "%s is a whole number of %s.".formatted(name(setting), takes(setting));
    }

    private static String takes(Setting<?> setting) {
        Range range = setting.type().range().orElseThrow();
        return takes(setting.type().unit(), range.least(), range.greatest());
    }

    private static String takes(String unit, int least, int greatest) {
        return "%s from %d to %d".formatted(unit, least, greatest);
    }

    private static String name(Setting<?> setting) {
        return setting.name().toLowerCase(Locale.ROOT);
    }
}
