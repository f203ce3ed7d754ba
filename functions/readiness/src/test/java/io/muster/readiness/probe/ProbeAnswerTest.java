package io.muster.readiness.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ProbeAnswerTest {

    private static final byte[] RAW =
            """
            #muster-probe 1 0123456789abcdef 1795318270 0
            @0123456789abcdef begin uname uname
            Linux
            @0123456789abcdef end uname 0 6 ok
            @0123456789abcdef done 1
            """
                    .getBytes(UTF_8);

    @Test
    void an_answer_is_read_packed_or_not() throws IOException {
        assertThat(new ProbeAnswer(true, gzip(RAW), RAW.length).read()).isInstanceOf(Known.class);
        assertThat(new ProbeAnswer(false, RAW, RAW.length).read()).isInstanceOf(Known.class);
    }

    @Test
    void a_bomb_is_inflated_no_further_than_it_promised() throws IOException {
        byte[] bomb = gzip(new byte[30_000_000]);
        assertThat(bomb).hasSizeLessThan(ProbeAnswer.MAX_BYTES);
        assertSays(new ProbeAnswer(true, bomb, 500), "does not have the 500 bytes");
        assertSays(new ProbeAnswer(true, bomb, 30_000_000), "not valid");
    }

    @Test
    void lengths_that_cannot_be_true_are_not_believed() {
        assertSays(new ProbeAnswer(false, RAW, -1), "not valid");
        assertSays(new ProbeAnswer(true, new byte[ProbeAnswer.MAX_BYTES + 1], 10), "not valid");
        assertSays(new ProbeAnswer(false, RAW, RAW.length - 1), "does not have the");
    }

    @Test
    void what_is_no_gzip_is_said() {
        assertSays(new ProbeAnswer(true, RAW, RAW.length), "cannot be decompressed");
    }

    @Test
    void answers_are_equal_by_their_bytes() throws IOException {
        assertThat(new ProbeAnswer(true, gzip(RAW), RAW.length))
                .isEqualTo(new ProbeAnswer(true, gzip(RAW), RAW.length))
                .hasSameHashCodeAs(new ProbeAnswer(true, gzip(RAW), RAW.length))
                .isNotEqualTo(new ProbeAnswer(false, gzip(RAW), RAW.length))
                .isNotEqualTo(new ProbeAnswer(true, RAW, RAW.length));
    }

    @Test
    void its_bytes_cannot_be_changed_from_outside() {
        ProbeAnswer answer = new ProbeAnswer(false, RAW.clone(), RAW.length);
        answer.bytes()[0] = 0;
        assertThat(answer.bytes()).isEqualTo(RAW);
    }

    private static void assertSays(ProbeAnswer answer, String words) {
        assertThat(answer.read())
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.detail().english()).contains(words));
    }

    private static byte[] gzip(byte[] raw) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(raw);
        }
        return packed.toByteArray();
    }
}
