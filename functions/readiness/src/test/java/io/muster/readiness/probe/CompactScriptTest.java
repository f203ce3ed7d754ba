package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.readiness.probe.CompactScript.LineStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may go and what must stay; and the probe's own scripts, judged by shells and an awk. */
class CompactScriptTest {

    private static final List<String> SCRIPTS =
            List.of("probe.sh", "first-step.sh", "part-step.sh", "last-step.sh");

    /** A program for awk of more than one line. */
    private static final Pattern PROGRAM =
            Pattern.compile("\\bawk(?: -[Fv] \\S+)* '([^']*\\n[^']*)'");

    @Test
    void comments_indentation_and_empty_lines_go() {
        assertThat(
                        CompactScript.of(
                                """
                                #!/bin/sh
                                # It's a "comment" with a ` and a $( in it, and at its end a \\
                                #!/bin/sh

                                main() {
                                \tif true; then # It's a comment
                                        echo a |
                                            # between
                                            cat
                                    \t
                                    fi
                                    call  plain   words
                                    echo  "a  b"
                                }
                                """))
                .isEqualTo(
                        """
                        #!/bin/sh
                        # It's a "comment" with a ` and a $( in it, and at its end a \\
                        main() {
                        if true; then # It's a comment
                        echo a |
                        cat
                        fi
                        call plain words
                        echo  "a  b"
                        }
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x='\n  # one\n\n  two'\n",
                "x=\"\n  # one\n\n  two\"\n",
                "x=\"a 'b\n  # \\\" c\n\n  two\"\n",
                "x=\"$(cat \"$y\" |\n  tr -d '\n  # ')\n  # \"\n",
                "x=$(cat $((1 + (2))) |\n    cat)\n",
                "echo a \\\n    # b\n",
                "echo a\\\n  b\n",
                "echo '\\\n  # '\n",
                "echo a'\n  'b\"\n  \"c'\n  '\n",
                "cat <<'END'\n  # one\n\n it's \"two\n  END\n`END\nEND\n",
                "cat <<'A' - <<'B' | cat\n  # one\nA\n\n  B\n # two\nB\n",
                "cat <<'END' && cat \"\n  # one\"\n  # END\nEND\n"
            })
    void what_is_quoted_or_continued_stays(String script) {
        assertThat(CompactScript.of(script + "  # gone\n\n  echo\n")).isEqualTo(script + "echo\n");
        assertThat(CompactScript.of("  # gone\n\n  " + script)).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $# ${#x} ${x#y} ${x##*/} a#'b' \\# '#' \"#\"#'\n'\n",
                "echo \\'#\\\"\n",
                "echo $(echo \"#)\" '#)' \\) a#b)#'\n'\n"
            })
    void a_hash_within_a_word_begins_no_comment(String script) {
        assertThat(CompactScript.of(script + "  echo\n")).isEqualTo(script + "echo\n");
    }

    @Test
    void awk_loses_blanks_that_separate_nothing() {
        String program =
                """
                awk '
                    { a[$1] = b ? " = " : -1 } # = kept
                    NF > 2 && $3 == "x \\" y" { f(1, 2) ; n -= 1 }
                    / = / && $1 !~ / \\/ / { print }
                    { for (i in a) if ((i) in b) print (1) a[i] "\\t" b }
                    { x = a (b) + 1 - 2 " " -1; y = a - -b + +c; z = a++ + b; print x }
                '
                """;
        assertThat(CompactScript.of(program))
                .isEqualTo(
                        """
                        awk '
                        { a[$1] = b ? " = " : -1 } # = kept
                        NF>2&&$3=="x \\" y"{f(1,2);n-=1}
                        / = /&&$1!~/ \\/ /{print}
                        {for(i in a)if((i)in b)print(1)a[i]"\\t"b}
                        {x=a (b)+1-2" "-1;y=a- -b+ +c;z=a++ +b;print x}
                        '
                        """);
    }

    @Test
    void a_program_for_awk_loses_the_same() {
        assertThat(
                        CompactScript.of(
                                """
                                limit "$2" awk -F '\\t' -v OFS='\\t' '
                                    # Not told twice.
                                    { x = "a\\
                                      b"

                                      # \\
                                      # b
                                      print "#" }
                                    ' x="
                                    " y='
                                    ' | awk '{ print "'"
                                    "'"
                                    }'
                                """))
                .isEqualTo(
                        """
                        limit "$2" awk -F '\\t' -v OFS='\\t' '
                        {x="a\\
                              b"
                        # \\
                              # b
                        print "#" }
                        ' x="
                            " y='
                            ' | awk '{ print "'"
                            "'"
                            }'
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo awk '\n  # '\n",
                "grep -F awk '\n  # '\n",
                "echo >& awk '\n  # '\n",
                "echo >| awk '\n  # '\n",
                "awk -f '\n  # '\n",
                "awk \"\n  # \"\n",
                "awk ''\"\n  # \"'\n  # '\n",
                "awk 1 '\n  # '\n",
                "x=$(awk '\n  # ')\n",
                "nawk '\n  # '\n",
                "'awk' '\n  # '\n"
            })
    void what_may_be_no_program_for_awk_stays(String script) {
        assertThat(CompactScript.of(script)).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    cat <<END               | `<<` other than <<'WORD'
                    cat <<-'END'            | `<<` other than <<'WORD'
                    cat <<'END'x            | `<<` other than <<'WORD'
                    cat <<<word             | `<<` other than <<'WORD'
                    echo $((1 << 2))        | `<<` other than <<'WORD'
                    cat <<'END'~ ~          | a here-document without an end
                    echo `date`             | a back quote
                    echo "`date`"           | a back quote
                    echo $'a'               | a dollar sign before quotes
                    echo ${x:-"a"}          | more than a name
                    echo ${x:-$(date)}      | more than a name
                    echo $(case x in x      | `case` in a substitution
                    echo $(date # it's)     | a comment in a substitution
                    echo $(date             | a substitution without an end
                    echo 'date              | a quote without an end
                    echo "date              | a quote without an end
                    """)
    void what_is_not_understood_is_refused(String line, String why) {
        assertThatThrownBy(() -> CompactScript.of("# one\n" + line.replace("~ ~", "") + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageStartingWith("line ");
    }

    @Test
    void compact_scripts_stay_as_they_are() {
        for (String name : SCRIPTS) {
            String compact = CompactScript.of(script(name));
            assertThat(compact).as(name).isNotEqualTo(script(name));
            assertThat(CompactScript.of(compact)).as(name).isEqualTo(compact);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox ash"})
    void every_shell_can_read_both(String shell) {
        List<String> command = List.of((shell + " -n").split(" ", -1));
        Shell.needs(command.getFirst());
        for (String name : SCRIPTS) {
            assertThat(Shell.run(script(name), command).exitCode()).as(name).isZero();
            assertThat(Shell.run(CompactScript.of(script(name)), command).exitCode())
                    .as(name)
                    .isZero();
        }
        assertThat(Shell.run("if", command).exitCode()).isNotZero();
    }

    /** bash prints what it understood, the strings as they stand there. */
    @Test
    void bash_understands_the_same_of_both() {
        Shell.needs("bash");
        for (String name : SCRIPTS) {
            String understood = understood(script(name));
            assertThat(understood).hasSizeGreaterThan(100);
            assertThat(understood(CompactScript.of(script(name), Set.of(LineStart.SHELL))))
                    .as(name)
                    .isEqualTo(understood);
        }
    }

    /** mawk prints the code that it made of a program. */
    @Test
    void an_awk_makes_the_same_code_of_both() {
        Shell.needs("mawk");
        String before = CompactScript.of(script("probe.sh"), Set.of(LineStart.SHELL));
        String after = CompactScript.of(script("probe.sh"));
        List<String> programs = programs(before);

        assertThat(PROGRAM.matcher(after).replaceAll("awk"))
                .isEqualTo(PROGRAM.matcher(before).replaceAll("awk"));
        assertThat(programs).hasSizeGreaterThan(10);
        assertThat(programs(after).stream().map(CompactScriptTest::code))
                .containsExactlyElementsOf(programs.stream().map(CompactScriptTest::code).toList());
    }

    private static List<String> programs(String script) {
        return PROGRAM.matcher(script).results().map(found -> found.group(1)).toList();
    }

    private static String code(String program) {
        Shell.Answer code = Shell.run("", "mawk", "-W", "dump", program);
        assertThat(code.exitCode()).as(program).isZero();
        assertThat(code.text()).as(program).isNotBlank();
        return code.text().replaceAll("0x[0-9a-f]+", "address");
    }

    private static String understood(String script) {
        Shell.Answer answer =
                Shell.run("f() {\n" + script + "\n}\ndeclare -f f\n", "bash", "--norc", "-s");
        assertThat(answer.exitCode()).isZero();
        return answer.text();
    }

    private static String script(String name) {
        try (InputStream in = ProbeDocument.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
