package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fixture.Verdicts;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void a_missing_fact_gives_unknown_with_its_reason() {
        Verdict verdict =
                Verdict.unknown(
                        Message.literal("encrypted"),
                        new Missing<>(
                                Fact.Why.DENIED,
                                Message.literal("ec2:DescribeVolumes was denied")));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("ec2:DescribeVolumes was denied");
        assertThat(verdict.evidence()).containsExactly("missing fact: DENIED");
    }

    @Test
    void control_characters_are_replaced() {
        assertThat(Verdicts.ready("a\nb", "\u001b[31mred\u0000", "x\ty").actual())
                .isEqualTo(" [31mred ");
        assertThat(Verdicts.ready("a\nb", "").expected()).isEqualTo("a b");
        assertThat(Verdicts.ready("", "", "x\ty\u009b").evidence()).containsExactly("x y ");
    }

    @Test
    void texts_are_bounded() {
        Verdict verdict = Verdicts.notReady("e", "a".repeat(100_000));

        assertThat(verdict.actual()).hasSize(Verdict.MAX_TEXT_LENGTH).endsWith("…");
    }

    @Test
    void evidence_is_bounded_and_says_how_much_was_left_out() {
        List<Message> lines =
                IntStream.range(0, 100).mapToObj(i -> Message.literal("line " + i)).toList();

        List<String> evidence = Verdicts.notReady("e", "a").withEvidence(lines).evidence();

        assertThat(evidence).hasSize(Statement.MAX_EVIDENCE).last().isEqualTo("and 81 more");
    }

    @Test
    void only_unknown_and_not_ready_are_open() {
        assertThat(List.of(Status.values()).stream().filter(Status::open))
                .containsExactly(Status.NOT_READY, Status.UNKNOWN);
    }
}
