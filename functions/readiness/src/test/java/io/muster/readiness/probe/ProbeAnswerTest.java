package io.muster.readiness.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import org.junit.jupiter.api.Test;

class ProbeAnswerTest {

    private static final String MARK = "@0123456789abcdef";
    private static final String HARMLESS = "eth0 is up\n";
    private static final String SECRET = "login password=hunter2 refused\n";

    @Test
    void an_answer_without_secrets_is_kept_as_it_came() {
        ProbeAnswer answer = answer(HARMLESS, "ok");

        assertThat(answer.redacted()).isEqualTo(Fact.known(answer));
    }

    @Test
    void a_secret_is_gone_and_its_section_is_still_whole() {
        ProbeAnswer redacted = known(answer(SECRET + HARMLESS, "ok").redacted());
        Section kernel = known(known(redacted.read()).section("kernel"));

        assertThat(kernel.state()).isEqualTo(State.OK);
        assertThat(kernel.text()).isEqualTo("login password=*** refused\n" + HARMLESS);
    }

    @Test
    void names_that_an_earlier_probe_told_of_failed_logins_are_gone() {
        ProbeAnswer redacted =
                known(answer("source\t5\t203.0.113.9\talice\tbob\n", "ok").redacted());
        Section kernel = known(known(redacted.read()).section("kernel"));

        assertThat(kernel.text()).isEqualTo("source\t5\t203.0.113.9\n");
        assertThat(kernel.state()).isEqualTo(State.OK);
    }

    @Test
    void a_section_that_was_cut_stays_cut() {
        ProbeAnswer redacted = known(answer(SECRET, "cut").redacted());

        assertThat(known(known(redacted.read()).section("kernel")).state()).isEqualTo(State.CUT);
    }

    @Test
    void an_answer_that_cannot_be_unpacked_is_not_kept() {
        assertThat(new ProbeAnswer(true, new byte[] {1, 2, 3}, 100).redacted())
                .isInstanceOf(Missing.class);
    }

    private static ProbeAnswer answer(String kernel, String state) {
        String text =
                """
                #muster-probe 1 0123456789abcdef 1795318210 0
                %s begin kernel dmesg
                %s%s end kernel 0 %d %s
                %s done 1
                """
                        .formatted(MARK, kernel, MARK, kernel.length(), state, MARK);
        byte[] bytes = text.getBytes(UTF_8);
        return new ProbeAnswer(false, bytes, bytes.length);
    }

    private static <T> T known(Fact<T> fact) {
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<T>) fact).value();
    }
}
