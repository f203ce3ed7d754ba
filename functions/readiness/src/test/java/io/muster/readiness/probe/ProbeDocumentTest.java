package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.probe.ProbeDocument.Step;
import io.muster.readiness.probe.ProbeTransport.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The document as Systems Manager takes it, and its steps run by this machine's own shell. */
@ExtendWith(OneProbeAtATime.class)
@Isolated("looks for directories that a run of the document left")
class ProbeDocumentTest {

    private static final String RUN = "00112233445566778899aabbccddeeff";

    private static final String SMALL =
            ProbeDocument.probe().replace("main \"$@\"", "main uname os-release filesystems");

    @Test
    void it_fits_what_systems_manager_takes() throws IOException {
        String json = ProbeDocument.current().json();

        assertThat(json.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(ProbeDocument.MAX_BYTES);
        Map<String, Object> document = JSON.std.mapFrom(json);
        assertThat(document).containsEntry("schemaVersion", "2.2");
        assertThat((List<?>) document.get("mainSteps")).hasSize(ProbeDocument.PARTS + 3);
    }

    @Test
    void it_has_room_for_another_section() {
        int bytes = ProbeDocument.current().json().getBytes(StandardCharsets.UTF_8).length;

        assertThat(ProbeDocument.MAX_BYTES - bytes)
                .as("bytes left of what Systems Manager takes: shorten the probe")
                .isGreaterThanOrEqualTo(4 * 1024);
    }

    @Test
    void its_probe_is_the_readable_one_without_what_only_readers_need() {
        String first = ProbeDocument.current().steps().getFirst().script();

        assertThat(first)
                .contains("(\n" + ProbeDocument.sentProbe() + "\n)")
                .doesNotContainPattern("\n[ \t]*(#[^!]|\n)");
    }

    @Test
    void its_only_parameter_is_the_number_of_the_run() {
        Pattern braces = Pattern.compile("\\{\\{(.*?)}}");

        for (Step step : ProbeDocument.current().steps()) {
            assertThat(braces.matcher(step.script()).results().map(found -> found.group(1)))
                    .as(step.name())
                    .isNotEmpty()
                    .allMatch(" RunId "::equals);
            assertThat(step.script()).doesNotContainPattern("@[A-Z]+@");
        }
    }

    @Test
    void a_run_is_named_by_nothing_but_hexadecimal_digits() {
        Step step = ProbeDocument.current().steps().getFirst();

        assertThatThrownBy(() -> step.script("x; rm -rf /"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 hexadecimal digits");
    }

    @Test
    void a_probe_that_would_not_fit_is_refused() {
        ProbeDocument tooLong = ProbeDocument.of(": command\n".repeat(10_000));

        assertThatThrownBy(tooLong::json).hasMessageContaining("shorten the probe");
        assertThatThrownBy(() -> ProbeDocument.of("docker {{.Id}}"))
                .hasMessageContaining("two braces");
        assertThatThrownBy(() -> ProbeDocument.of("echo \u00e9")).hasMessageContaining("ASCII");
    }

    @Test
    void its_steps_bring_the_answer_out_and_leave_nothing() {
        Set<String> before = Shell.leftovers();

        Map<String, String> outputs = run(ProbeDocument.of(SMALL), RUN);

        ProbeOutput output = known(ProbeTransport.answer(RUN, outputs).flatMap(ProbeAnswer::read));
        assertThat(output.complete()).isTrue();
        assertThat(output.sections()).containsOnlyKeys("uname", "os-release", "filesystems");
        assertThat(before).containsAll(Shell.leftovers());
    }

    @Test
    void two_runs_at_once_do_not_mix() {
        String other = RUN.replace('0', 'f');
        ProbeDocument first = ProbeDocument.of(printing("of the first", 10));
        ProbeDocument second = ProbeDocument.of(printing("of the second", 10));

        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> two = new LinkedHashMap<>();
        for (int i = 0; i < first.steps().size(); i++) {
            step(first.steps().get(i), RUN, one);
            step(second.steps().get(i), other, two);
        }

        assertThat(text(known(ProbeTransport.answer(RUN, one).flatMap(ProbeAnswer::read))))
                .contains("of the first");
        assertThat(text(known(ProbeTransport.answer(other, two).flatMap(ProbeAnswer::read))))
                .contains("of the second");
        assertThat(ProbeTransport.answer(other, one).flatMap(ProbeAnswer::read))
                .isInstanceOf(Fact.Missing.class);
    }

    @Test
    void a_run_that_was_here_before_says_so() {
        ProbeDocument document = ProbeDocument.of(printing("x", 1));
        Map<String, String> outputs = new LinkedHashMap<>();
        step(document.steps().getFirst(), RUN, outputs);
        step(document.steps().getFirst(), RUN, outputs);
        step(document.steps().getLast(), RUN, new LinkedHashMap<>());

        assertThat(ProbeTransport.answer(RUN, outputs).flatMap(ProbeAnswer::read).toString())
                .contains("is there already: a run's number is for one run");
    }

    @Test
    void what_the_slices_cannot_hold_goes_into_the_overflow_step() {
        Map<String, String> outputs = run(ProbeDocument.of(printing("", 20_000)), RUN);

        Manifest manifest = known(ProbeTransport.manifest(RUN, outputs.getOrDefault("probe", "")));
        assertThat(manifest.overflow()).isGreaterThan(ProbeDocument.SLICE);
        assertThat(manifest.cut()).isFalse();
        assertThat(outputs.get("part08")).hasSize(ProbeDocument.SLICE);
        assertThat(known(ProbeTransport.answer(RUN, outputs).flatMap(ProbeAnswer::read)).complete())
                .isTrue();
    }

    @Test
    void what_not_even_that_can_hold_is_cut_and_known_to_be_cut() {
        Map<String, String> outputs = run(ProbeDocument.of(printing("", 60_000)), RUN);

        assertThat(known(ProbeTransport.manifest(RUN, outputs.getOrDefault("probe", ""))).cut())
                .isTrue();
        ProbeOutput output = known(ProbeTransport.answer(RUN, outputs).flatMap(ProbeAnswer::read));
        assertThat(output.complete()).isFalse();
        assertThat(output.section("noise")).isInstanceOf(Fact.Missing.class);
    }

    /** A probe that prints a line, and as many bytes of noise that nothing can compress. */
    private static String printing(String line, int noise) {
        return """
        echo '#muster-probe 1 0123456789abcdef 1795318210 0'
        echo '@0123456789abcdef begin noise none'
        echo '%s'
        head -c %d /dev/urandom | od -An -v -tx1 | tr -d ' \\n'
        echo
        echo '@0123456789abcdef end noise 0 1 ok'
        echo '@0123456789abcdef done 1'
        """
                .formatted(line, noise);
    }

    private static Map<String, String> run(ProbeDocument document, String runId) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (Step step : document.steps()) {
            step(step, runId, outputs);
        }
        return outputs;
    }

    private static void step(Step step, String runId, Map<String, String> outputs) {
        Shell.Answer answer = Shell.run(step.script(runId), "/bin/sh");
        assertThat(answer.exitCode()).as(step.name()).isZero();
        outputs.put(step.name(), answer.text());
    }

    private static String text(ProbeOutput output) {
        return known(output.section("noise")).text();
    }

    private static <T> T known(Fact<T> fact) {
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<T>) fact).value();
    }
}
