package io.muster.readiness.probe;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The probe's programs for awk in each awk that guests have: gawk on Amazon Linux, RHEL and SLES,
 * mawk on Debian and Ubuntu, busybox on Alpine, original-awk on others. What one of them takes for
 * an error, such as {@code [.} in an expression, leaves a section empty there.
 */
class AwkProgramsTest {

    @TempDir private Path folder = Path.of("");

    /** With its options, and up to where the shell's word ends. */
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "\\bawk((?: -[Fv] (?:'[^']*'|[^'\\s]+))*) '([^']*)'(?=[\\s)|])",
                    Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"gawk", "mawk", "original-awk", "busybox awk"})
    void each_awk_takes_every_program(String awk) {
        Shell.needs(awk.split(" ", -1)[0]);
        List<MatchResult> programs = PROGRAM.matcher(ProbeDocument.sentProbe()).results().toList();
        Set<String> options = programs.stream().map(each -> each.group(1)).collect(toSet());

        assertThat(programs).hasSizeGreaterThan(50);
        assertThat(options).hasSizeGreaterThan(3);
        for (MatchResult program : programs) {
            assertThat(complaint("%s '%s' </dev/null".formatted(awk, program.group(2))))
                    .as(program.group())
                    .isEmpty();
        }
        for (String option : options) {
            assertThat(complaint("echo 'a [1.5] b' | %s%s '{ print $2 }'".formatted(awk, option)))
                    .as(option)
                    .isEmpty();
        }
    }

    /** Some programs write files of their own where they run. */
    private String complaint(String command) {
        return Shell.run(
                        "cd '%s' && { %s; } 2>&1 >/dev/null%n".formatted(folder, command),
                        List.of("sh"))
                .text();
    }
}
