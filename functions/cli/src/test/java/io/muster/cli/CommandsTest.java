package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.fixture.Run;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {

    private static final Session SESSION =
            Session.of(
                    Map.of(),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
                    Terminal.none(),
                    Clock.fixed(Run.NOW, ZoneOffset.UTC),
                    () -> "scan");

    @Test
    void checks_lists_every_check_under_its_row() {
        Run run = Run.of("checks");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        for (Check<?> check : BuiltInChecks.catalogue().all()) {
            assertThat(run.out()).contains(check.spec().id());
        }
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void a_check_is_explained_with_its_remedy_and_source() {
        Run run = Run.of("checks", "imdsv2-required");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("Instances should use Instance Metadata Service Version 2 (IMDSv2)")
                .contains("Severity   high")
                .contains("aws ec2 modify-instance-metadata-options")
                .contains("https://docs.aws.amazon.com/")
                .contains("./muster scan --check imdsv2-required");
    }

    @Test
    void checks_narrows_by_row_and_severity() {
        assertThat(Run.of("checks", "--row", "security").out())
                .contains("volume-encrypted")
                .doesNotContain("imdsv2-required");
        assertThat(Run.of("checks", "--severity", "high").out())
                .contains("imdsv2-required")
                .doesNotContain("volume-encrypted");
        Run nothing = Run.of("checks", "imdsv2-required", "--row", "security");
        assertThat(nothing.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("no check matches");
    }

    @Test
    void checks_come_as_json_for_programs() throws IOException {
        Run run = Run.of("checks", "--output", "json");

        Map<String, Object> document = JSON.std.mapFrom(run.out());
        assertThat(document.get("checks"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSameSizeAs(BuiltInChecks.catalogue().all());
    }

    @Test
    void checks_come_as_the_page_of_the_documentation() {
        assertThat(Run.of("checks", "--output", "markdown").out())
                .startsWith("# Checks")
                .contains("imdsv2-required");
    }

    @Test
    void an_unknown_check_is_not_explained() {
        Run run = Run.of("checks", "imdsv1-required");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("imdsv1-required", "Did you mean imdsv2-required?");
    }

    @Test
    void version_names_muster_and_java() {
        Run run = Run.of("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("muster ").contains("Java ");
    }

    @Test
    void without_a_command_or_with_help_the_commands_are_listed() {
        for (Run run : List.of(Run.of(), Run.of("help"), Run.of("--help"))) {
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("scan", "show", "instances", "permissions");
        }
        assertThat(Run.of("help", "show").out()).contains("N|ID");
    }

    @Test
    void options_are_read_of_the_command_that_is_run_alone() {
        CommandLine root = new CommandLine(CommandSpec.create());

        Commands.addTo(root, List.of("checks", "imdsv2-required"), SESSION);

        assertThat(root.getSubcommands()).containsOnlyKeys("checks");
    }

    /** It takes an eighth of the time of a short command, and no method is one. */
    @Test
    void no_command_is_looked_for_among_methods() {
        CommandLine root = new CommandLine(new MusterCommand(SESSION));

        Commands.addTo(root, List.of("completion"), SESSION);

        assertThat(root.getSubcommands().values())
                .map(command -> command.getCommandSpec().userObject().getClass())
                .filteredOn(type -> type.getPackageName().startsWith("io.muster"))
                .hasSizeGreaterThan(10)
                .noneMatch(type -> type.getAnnotation(Command.class).addMethodSubcommands());
    }

    @Test
    void a_command_is_listed_as_if_its_options_were_read(@TempDir Path folder) throws IOException {
        // A file of arguments may name any command, so that all are made.
        Path arguments = Files.writeString(folder.resolve("arguments"), "--help");

        assertThat(Run.of("--help")).isEqualTo(Run.of("@" + arguments));
    }

    @Test
    void arguments_may_come_from_a_file(@TempDir Path folder) throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "checks owner-tag");

        assertThat(Run.of("@" + arguments)).isEqualTo(Run.of("checks", "owner-tag"));
    }

    @Test
    void an_alias_has_the_options_of_its_command() {
        assertThat(Run.of("waive", "--help").out()).contains("Usage: ./muster decide", "--table");
    }

    @Test
    void a_misspelt_command_is_guessed_among_all() {
        assertThat(Run.of("scna").err()).contains("unknown command 'scna'", "Did you mean scan?");
        assertThat(Run.of("--debug", "chekcs").err()).contains("Did you mean checks?");
    }

    @Test
    void version_is_a_command_too() {
        assertThat(Run.of("version")).isEqualTo(Run.of("--version"));
    }

    @Test
    void an_unknown_function_is_not_invoked() {
        Run run = Run.of("invoke", "fleet-scna", "-", "--region", "us-east-1");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("fleet-scna", "Did you mean fleet-scan?");
    }

    @Test
    void an_event_that_is_no_file_is_said() {
        Run run = Run.of("invoke", "fleet-scan", "nowhere.json", "--region", "us-east-1");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("'nowhere.json'", "no such file", "events/");
    }

    @Test
    void a_foreign_event_is_refused_before_anything_is_asked() {
        Run run =
                Run.on(
                        Terminal.none(),
                        Map.of(),
                        "[1, 2",
                        "invoke",
                        "fleet-scan",
                        "-",
                        "--region",
                        "us-east-1",
                        "--endpoint-url",
                        "http://127.0.0.1:1");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).startsWith("muster: fleet-scan failed: ").doesNotContain("\tat ");
    }
}
