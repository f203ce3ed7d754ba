package io.muster.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.cli.fixture.Golden;
import io.muster.cli.session.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {

    @TempDir private Path folder;

    @Test
    void without_a_file_nothing_is_said() {
        assertThat(ConfigurationFile.read(List.of(), Map.of(), folder))
                .isEqualTo(Configuration.NONE);
    }

    @Test
    void settings_have_the_names_of_terraform_and_reach_the_environment() throws IOException {
        write(
                """
                # what this team wants
                settings:
                  image_maximum_age_days: 90
                  admin_ports: [22, 3389]
                  ready_severity: MEDIUM
                """);

        assertThat(read().under(Map.of("MUSTER_READY_SEVERITY", "LOW")))
                .containsEntry("MUSTER_IMAGE_MAXIMUM_AGE_DAYS", "90")
                .containsEntry("MUSTER_ADMIN_PORTS", "22,3389")
                .containsEntry("MUSTER_READY_SEVERITY", "LOW");
    }

    @Test
    void options_have_defaults_that_the_environment_comes_before() throws IOException {
        write(
                """
                regions: [eu-west-1, us-east-1]
                table: fleet
                profile: audit
                severity: high
                """);

        assertThat(read().under(Map.of()))
                .containsEntry("MUSTER_REGIONS", "eu-west-1,us-east-1")
                .containsEntry("MUSTER_TABLE", "fleet")
                .containsEntry("AWS_PROFILE", "audit");
        assertThat(read().under(Map.of("AWS_REGION", "us-west-2", "AWS_ACCESS_KEY_ID", "a")))
                .doesNotContainKeys("MUSTER_REGIONS", "AWS_PROFILE");
        assertThat(read().of("scan", "--severity")).contains("high");
        assertThat(read().of("checks", "--severity")).isEmpty();
    }

    @Test
    void an_option_and_a_variable_name_another_file() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "table: a\n");
        Files.writeString(folder.resolve("b.yaml"), "table: b\n");
        Map<String, String> variable = Map.of("MUSTER_CONFIG", "a.yaml");

        assertThat(table(List.of("scan"), variable)).isEqualTo("a");
        assertThat(table(List.of("scan", "--config", "b.yaml"), variable)).isEqualTo("b");
        assertThat(table(List.of("scan", "--config=b.yaml"), variable)).isEqualTo("b");
    }

    @Test
    void an_empty_file_says_nothing() throws IOException {
        write("# nothing yet\n");

        assertThat(read()).isEqualTo(Configuration.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tabel: x                               | there is no key 'tabel'      | Did you mean table?",
                "settings: {image_maximum_age: 3}       | 'image_maximum_age'          | image_maximum_age_days",
                "settings: {minimum_zones: two}         | minimum_zones is 'two'       | leave it out for 2",
                "settings: {minimum_zones: }            | minimum_zones has no value   | leave it out",
                "settings: 3                            | has no keys with values      | image_maximum_age_days",
                "minimum_zones: 3                       | belongs below 'settings'     | settings:",
                "severity: hihg                         | did you mean high?           | Correct it",
                "regions: [us-eest-1]                   | did you mean us-east-1       | Correct it",
                "output: jsno                           | did you mean json?           | Correct it",
                "table: {a: b}                          | table takes a single value   | table: VALUE",
                "external_id: x                         | needs role_arn               | Add role_arn",
                "- a                                    | has no keys with values      | severity: high",
                "a: [                                   | is not valid YAML            | severity: high",
                "'table: a\ntable: b'                   | is not valid YAML: found dup | severity: high",
            })
    void what_is_wrong_is_named_with_the_file(String text, String problem, String next)
            throws IOException {
        write(text);

        CommandFailure failure = catchThrowableOfType(CommandFailure.class, this::read);

        assertThat(failure).isNotNull();
        assertThat(failure.whatIsWrong().english()).startsWith("muster.yaml: ").contains(problem);
        assertThat(failure.next().english()).contains(next);
    }

    @Test
    void the_page_of_the_documentation_has_every_name_and_an_example_that_is_read()
            throws IOException {
        String page = Files.readString(Golden.repository().resolve("docs/configuration.md"));
        String example = page.substring(page.indexOf("```yaml") + 8);
        write(example.substring(0, example.indexOf("```")));

        assertThat(read().defaults()).containsOnlyKeys(DefaultOption.values());
        for (DefaultOption option : DefaultOption.values()) {
            assertThat(page).contains("`" + option.key() + "`");
        }
    }

    @Test
    void a_file_that_is_named_and_not_there_is_told() {
        CommandFailure failure =
                catchThrowableOfType(
                        CommandFailure.class,
                        () ->
                                ConfigurationFile.read(
                                        List.of("--config", "none.yaml"), Map.of(), folder));

        assertThat(failure.whatIsWrong().english()).contains("none.yaml", "NoSuchFile");
    }

    private String table(List<String> args, Map<String, String> environment) {
        return String.valueOf(
                ConfigurationFile.read(args, environment, folder)
                        .under(environment)
                        .get("MUSTER_TABLE"));
    }

    private Configuration read() {
        return ConfigurationFile.read(List.of(), Map.of(), folder);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("muster.yaml"), text);
    }
}
