package io.muster.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muster.cli.fixture.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shells themselves complete a line by the scripts. */
class CompletionTest {

    private static final String WITH_BASH =
            """
            source "$1"
            COMP_WORDS=(./muster $2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_muster
            printf '%s\\n' "${COMPREPLY[@]}"
            complete -p ./muster >/dev/null
            """;
    private static final String WITH_ZSH =
            """
            autoload -U +X compinit && compinit -u -D
            source "$1"
            # As zsh's own emulation calls a function of bash; what does not fit the word is left out after it.
            complete_line() {
                emulate -L sh
                setopt kshglob noshglob braceexpand ksharrays
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                _complete_muster
                printf '%s\\n' "${COMPREPLY[@]}"
            }
            complete_line ./muster ${=2}
            """;
    private static final String WITH_FISH = "source $argv[1]; complete -C \"muster $argv[2]\"";

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "scan --sever, --severity",
        "scan --che, --check",
        "per, permissions",
        "findings --ro, --row"
    })
    void each_shell_completes_a_word(String line, String completed)
            throws IOException, InterruptedException {
        assertThat(completions("bash", WITH_BASH, line)).as("bash").contains(completed);
        assertThat(completions("zsh", WITH_ZSH, line)).as("zsh").contains(completed);
        assertThat(completions("fish", WITH_FISH, line)).as("fish").contains(completed);
    }

    @Test
    void fish_offers_the_values_of_an_option_and_tells_what_a_word_does()
            throws IOException, InterruptedException {
        assertThat(fish("scan --severity ")).contains("high", "critical");
        assertThat(fish("invoke fleet")).contains("fleet-scan");
        assertThat(said("fish", WITH_FISH, "sca"))
                .singleElement()
                .asString()
                .startsWith("scan\t")
                .doesNotContain("@|");
    }

    @Test
    void fish_offers_files_where_a_file_is_read() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("events.json"), "{}");

        assertThat(fish("demo --page " + folder + "/eve"))
                .anyMatch(word -> word.contains("events.json"));
        assertThat(fish("scan " + folder + "/eve")).isEmpty();
    }

    private List<String> fish(String line) throws IOException, InterruptedException {
        return completions("fish", WITH_FISH, line);
    }

    /** The words alone: fish prints what each does behind a tab. */
    private List<String> completions(String shell, String program, String line)
            throws IOException, InterruptedException {
        return said(shell, program, line).stream()
                .map(each -> each.replaceFirst("\\t.*", "").strip())
                .toList();
    }

    private List<String> said(String shell, String program, String line)
            throws IOException, InterruptedException {
        Path script = folder.resolve("muster." + shell);
        Run run = Run.of("completion", shell);
        assertThat(run.exit()).as(run.err()).isZero();
        Files.writeString(script, run.out());
        List<String> command = new ArrayList<>(List.of(shell, "-c", program));
        if (!shell.equals("fish")) {
            command.add(shell);
        }
        command.addAll(List.of(script.toString(), line));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            String advice = "%1$s is not on this machine: apt-get install %1$s".formatted(shell);
            assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
            return abort(advice);
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().filter(each -> !each.isBlank()).toList();
    }
}
