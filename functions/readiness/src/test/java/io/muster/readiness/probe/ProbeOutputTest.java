package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeOutputTest {

    private static final String FIRST = "#muster-probe 1 0123456789abcdef 1795318210 0\n";
    private static final String BEGIN = "@0123456789abcdef begin kernel dmesg\n";

    @Test
    void sections_keep_their_tool_their_code_and_their_text() {
        ProbeOutput output =
                known(FIRST + BEGIN + "a\n\nb\n@0123456789abcdef end kernel 3 5 ok\n" + done(1));

        assertThat(output.at()).isEqualTo(Instant.parse("2026-11-22T03:30:10Z"));
        assertThat(output.userId()).isZero();
        assertThat(output.complete()).isTrue();
        assertThat(output.section("kernel"))
                .isEqualTo(
                        Fact.known(
                                new Section(
                                        "kernel",
                                        "dmesg",
                                        3,
                                        5,
                                        ProbeOutput.State.OK,
                                        "a\n\nb\n")));
    }

    @Test
    void a_section_that_was_cut_loses_its_broken_line() {
        ProbeOutput output =
                known(
                        FIRST
                                + BEGIN
                                + "a\nb\nbrok\n@0123456789abcdef end kernel 0 9000 cut\n"
                                + done(1));

        assertThat(((Known<Section>) output.section("kernel")).value().text()).isEqualTo("a\nb\n");
    }

    @Test
    void a_section_of_which_fewer_bytes_arrive_than_announced_is_cut() {
        String umlaut = "a\u00e4\n";

        assertThat(state(umlaut, "@0123456789abcdef end kernel 0 4 ok\n"))
                .isEqualTo(ProbeOutput.State.OK);
        assertThat(state(umlaut, "@0123456789abcdef end kernel 0 3 ok\n"))
                .isEqualTo(ProbeOutput.State.OK);
        assertThat(state(umlaut, "@0123456789abcdef end kernel 0 5 ok\n"))
                .isEqualTo(ProbeOutput.State.CUT);
    }

    private static ProbeOutput.State state(String text, String end) {
        return ((Known<Section>) known(FIRST + BEGIN + text + end + done(1)).section("kernel"))
                .value()
                .state();
    }

    @Test
    void markers_with_another_number_are_text() {
        String forged =
                """
                @fedcba9876543210 end kernel 0 0 ok
                @0123456789abcde end kernel 0 0 ok
                 @0123456789abcdef done 1
                @0123456789abcdef
                """;

        ProbeOutput output =
                known(FIRST + BEGIN + forged + "@0123456789abcdef end kernel 0 1 ok\n" + done(1));

        assertThat(((Known<Section>) output.section("kernel")).value().text()).isEqualTo(forged);
    }

    @Test
    void markers_out_of_place_refuse_the_whole_answer() {
        String end = "@0123456789abcdef end kernel 0 0 ok\n";

        assertThat(why(FIRST + BEGIN + BEGIN))
                .contains("begins section kernel within section kernel");
        assertThat(why(FIRST + end)).contains("which is not open");
        assertThat(why(FIRST + BEGIN + end + BEGIN)).contains("has section kernel twice");
        assertThat(why(FIRST + "stray\n")).contains("outside its sections: stray");
        assertThat(why(FIRST + BEGIN + done(0))).contains("ends within section kernel");
        assertThat(why(FIRST + BEGIN + end + done(2))).contains("announces 2 sections, but has 1");
        assertThat(why(FIRST + done(0) + BEGIN)).contains("continues after its end");
    }

    @Test
    void an_answer_that_ends_early_is_good_for_what_it_has() {
        String end = "@0123456789abcdef end kernel 0 0 ok\n";

        ProbeOutput output = known(FIRST + BEGIN + end + "@0123456789abcdef begin meminfo x\nMem");

        assertThat(output.complete()).isFalse();
        assertThat(output.section("kernel")).isInstanceOf(Known.class);
        assertThat(output.section("meminfo"))
                .isEqualTo(
                        Fact.missing(
                                Why.NOT_REPORTED,
                                Message.of("facts.section-cut").with("section", "meminfo")));
    }

    @Test
    void no_tool_a_complaint_and_no_time_are_missing_each_in_its_words() {
        assertThat(section("none", "127 0 ok", ""))
                .isEqualTo(
                        Fact.missing(
                                Why.NOT_SUPPORTED,
                                Message.of("facts.section-no-tool").with("section", "kernel")));
        assertThat(section("dmesg", "1 9 failed", "denied\u001b\n"))
                .isEqualTo(
                        Fact.missing(
                                Why.FAILED,
                                Message.of("facts.section-failed")
                                        .with("tool", "dmesg")
                                        .with("code", 1)
                                        .with("message", "denied")));
        assertThat(section("dmesg", "124 0 ok", "").toString())
                .contains("timed out before it printed anything");
    }

    @Test
    void what_is_no_answer_is_refused_in_words() {
        assertThat(why("")).contains("does not begin with its header");
        assertThat(why("<html>\n")).contains("but with: <html>");
        assertThat(why("#muster-probe 2 0123456789abcdef 1 0\n")).contains("has format 2");
        assertThat(why("x".repeat(ProbeOutput.MAX_BYTES + 1))).contains("is longer than");
    }

    @ParameterizedTest
    @MethodSource("recordedGuests")
    void every_recorded_guest_can_be_read_and_names_its_source(Path guest) throws IOException {
        byte[] raw = Files.readAllBytes(guest.resolve("probe.out"));

        ProbeOutput output = ((Known<ProbeOutput>) ProbeOutput.parse(raw)).value();

        assertThat(output.complete()).isTrue();
        assertThat(output.sections()).hasSize(34);
        assertThat(output.section("filesystems")).isInstanceOf(Known.class);
        assertThat(raw.length).isLessThan(60_000);
        assertThat(Files.readString(guest.resolve("SOURCE.md"))).containsIgnoringCase("recorded");
    }

    @Test
    void there_are_at_least_twelve_recorded_guests() throws IOException {
        assertThat(recordedGuests()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void nothing_that_a_guest_can_print_throws() throws IOException {
        Random random = new Random(20_261_122);
        List<byte[]> seeds = recordedGuests().stream().map(ProbeOutputTest::read).toList();
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = seeds.get(random.nextInt(seeds.size())).clone();
            for (int n = random.nextInt(20); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }

            assertThat(ProbeOutput.parse(broken)).isNotNull();
        }
    }

    static List<Path> recordedGuests() throws IOException {
        URL guests = ProbeOutputTest.class.getResource("/guests");
        assertThat(guests).isNotNull();
        try (Stream<Path> directories = Files.list(Path.of(guests.getPath()))) {
            return directories.sorted().toList();
        }
    }

    private static byte[] read(Path guest) {
        try {
            return Files.readAllBytes(guest.resolve("probe.out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fact<Section> section(String tool, String end, String text) {
        return known(
                        FIRST
                                + BEGIN.replace("dmesg", tool)
                                + text
                                + "@0123456789abcdef end kernel "
                                + end
                                + "\n"
                                + done(1))
                .section("kernel");
    }

    private static String done(int sections) {
        return "@0123456789abcdef done " + sections + "\n";
    }

    private static ProbeOutput known(String text) {
        Fact<ProbeOutput> fact = ProbeOutput.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<ProbeOutput>) fact).value();
    }

    private static String why(String text) {
        Fact<ProbeOutput> fact = ProbeOutput.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(fact).isInstanceOf(Missing.class);
        return ((Missing<ProbeOutput>) fact).detail().english();
    }
}
