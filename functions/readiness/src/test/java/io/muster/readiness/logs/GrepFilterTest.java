package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the classifier finds in a guest's log, grep has found before: the real one says so. */
class GrepFilterTest {

    private static final LineMatcher MATCHER = new LineMatcher(Signatures.inGuests());

    /** What stands before a message in a log; where there is no process ID, the reader adds one. */
    private static final List<String> HEADS =
            List.of(
                    "",
                    "2026-11-30T05:00:00+0000 web ",
                    "Nov 30 05:00:00 web ",
                    "<3>[   12.500000] ");

    @Test
    void every_example_passes_with_and_without_a_process_id() throws Exception {
        passes(lines(new Random(1), 0));
    }

    @Test
    void what_each_program_says_passes() throws Exception {
        passes(Wording.all().filter(one -> classified(one.line())).map(Wording::line).toList());
    }

    @Test
    void what_is_made_of_pieces_of_examples_passes_where_the_classifier_finds_something()
            throws Exception {
        passes(lines(new Random(5), 20_000));
    }

    private static void passes(List<String> lines) throws Exception {
        Set<String> passed = Set.copyOf(grep(lines));
        List<String> classified = lines.stream().filter(GrepFilterTest::classified).toList();

        assertThat(classified).isNotEmpty();
        assertThat(classified.stream().filter(line -> !passed.contains(line))).isEmpty();
        List<String> nameless =
                classified.stream().map(line -> line.replaceAll("\\[\\d+\\]:", ":")).toList();
        assertThat(grep(nameless)).hasSameSizeAs(nameless);
    }

    @Test
    void what_services_write_every_day_does_not_pass() throws Exception {
        assertThat(
                        grep(
                                List.of(
                                        "web amazon-ssm-agent[812]: 2026-11-30 INFO [ssm-agent-worker] started",
                                        "web systemd[1]: logrotate.service: Deactivated successfully.",
                                        "web kernel: nvme nvme0: 2/0/0 default/read/poll queues",
                                        "web CRON[12]: (root) CMD (run-parts /etc/cron.hourly)",
                                        "web sshd[12]: Invalid user x from 192.0.2.1 port 4")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\\bOut of (?:memory|space): (?<what>\\d+)~'Out of (memory|space): '",
                "(?i)a{3,5} bcd \\(x\\)e*~a.* bcd [(]x[)]",
                "cron[d]?\\[\\d+\\]: (?:\\w{1,9})? failed~cron.*: .* failed",
                "it's [^)]{1,64}? done\\.~it.s .* done[.]",
                "abc (?:[x]|y)? def~abc .* def",
                "(?:ab|cd) is the reason for it: \\d+ x~' is the reason fo'",
                "the-name-of-the-program\\[\\d+\\]: (?:a|b) x~the-name-of-the-program.*: (a|b) x"
            })
    void what_a_pattern_leaves_open_is_anything(String pattern, String filter) {
        assertThat(GrepFilter.of(pattern)).containsExactly(filter);
    }

    @Test
    void a_group_of_which_each_alternative_tells_the_line_stands_alone() {
        assertThat(GrepFilter.of("x: (?:this went wrong today|that went wrong again)"))
                .containsExactly("this went wrong", "that went wrong");
    }

    @Test
    void what_neighbours_begin_with_alike_stands_once() {
        assertThat(GrepFilter.factored(List.of("Abler [(]x", "abler y", "ox a", "ox b")))
                .containsExactly("Abler ([(]x|y)", "ox a", "ox b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a(?=b)cde", "abc\\p{L}", "abc(def", "abc)def", "abc|\\d+", "x{1,3} [a-z]+"})
    void what_cannot_be_said_to_grep_is_refused(String pattern) {
        assertThatThrownBy(() -> GrepFilter.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(pattern);
    }

    @Test
    void the_shell_and_awk_take_it_as_it_is() {
        assertThat(GrepFilter.expression()).doesNotContain("'", "\\", "@", "{{", "}}");
    }

    private static boolean classified(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return MATCHER.match(
                        bytes, 0, bytes.length, MATCHER.sift(bytes, 0, bytes.length), hit -> {})
                != 0;
    }

    private static List<String> lines(Random random, int pieces) {
        List<String> examples =
                Signatures.inGuests().stream()
                        .flatMap(signature -> signature.examples().stream())
                        .toList();
        List<String> lines = new ArrayList<>();
        for (String example : examples) {
            for (String head : HEADS) {
                lines.add(head + example);
            }
        }
        for (int i = 0; i < pieces; i++) {
            StringBuilder line = new StringBuilder(HEADS.get(random.nextInt(HEADS.size())));
            for (int piece = random.nextInt(4); piece >= 0; piece--) {
                String from = examples.get(random.nextInt(examples.size()));
                int start = random.nextInt(from.length());
                line.append(from, start, start + random.nextInt(from.length() - start + 1))
                        .append(random.nextBoolean() ? " " : "");
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> grep(List<String> lines) throws Exception {
        Process grep =
                new ProcessBuilder("grep", "-a", "-i", "-E", "-e", GrepFilter.expression()).start();
        CompletableFuture<String> passed =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (InputStream out = grep.getInputStream()) {
                                return new String(out.readAllBytes(), StandardCharsets.UTF_8);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        try (OutputStream in = grep.getOutputStream()) {
            in.write(
                    lines.stream()
                            .collect(Collectors.joining("\n", "", "\n"))
                            .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(grep.waitFor()).isLessThan(2);
        return passed.get().lines().toList();
    }
}
