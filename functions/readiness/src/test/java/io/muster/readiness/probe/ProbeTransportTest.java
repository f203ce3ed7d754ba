package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ProbeTransportTest {

    private static final String RUN = "f".repeat(32);
    private static final String ANSWER =
            """
            #muster-probe 1 0123456789abcdef 1795318210 0
            @0123456789abcdef begin uname uname
            Linux
            @0123456789abcdef end uname 0 6 ok
            @0123456789abcdef done 1
            """;

    @Test
    void what_adds_up_is_known() {
        assertThat(assembled(outputs("gzip-base64", gzipped(ANSWER), ANSWER.length())))
                .isEqualTo(ProbeOutput.parse(ANSWER.getBytes(StandardCharsets.UTF_8)));
        assertThat(assembled(outputs("gzip-hex", gzipped(ANSWER), ANSWER.length())))
                .isInstanceOf(Fact.Known.class);
        assertThat(
                        assembled(
                                outputs(
                                        "base64",
                                        ANSWER.getBytes(StandardCharsets.UTF_8),
                                        ANSWER.length())))
                .isInstanceOf(Fact.Known.class);
    }

    @Test
    void posix_cksum_is_understood() {
        assertThat(PosixChecksum.of("123456789".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(930_766_865L);
        assertThat(PosixChecksum.of(new byte[0])).isEqualTo(4_294_967_295L);
    }

    @Test
    void a_missing_slice_is_named() {
        Map<String, String> outputs = outputs("base64", noise(6_000), 6_000);
        outputs.remove("part02");

        assertThat(why(outputs)).contains("step part02 printed nothing", "run the probe again");
    }

    @Test
    void a_truncated_slice_is_named() {
        Map<String, String> outputs = outputs("base64", noise(6_000), 6_000);
        outputs.computeIfPresent("part01", (step, text) -> text.substring(1));

        assertThat(why(outputs)).contains("part01 returned 2399 characters instead of 2400");
    }

    @Test
    void a_wrong_checksum_is_found() {
        Map<String, String> outputs = outputs("base64", noise(6_000), 6_000);
        outputs.computeIfPresent("part01", (step, text) -> "AAAA" + text.substring(4));

        assertThat(why(outputs)).contains("checksum is wrong");
    }

    @Test
    void slices_in_the_wrong_order_are_found() {
        Map<String, String> outputs = outputs("base64", noise(6_000), 6_000);
        String first = outputs.get("part01");
        outputs.put("part01", outputs.getOrDefault("part02", ""));
        outputs.put("part02", first);

        assertThat(why(outputs)).contains("checksum is wrong");
    }

    @Test
    void a_bomb_is_inflated_no_further_than_its_promise() {
        byte[] bomb = gzipped("\0".repeat(4_000_000));

        assertThat(why(outputs("gzip-base64", bomb, 5_000)))
                .contains("does not have the 5000 bytes");
        assertThat(why(outputs("gzip-base64", bomb, 4_000_000))).contains("not valid");
    }

    @Test
    void what_is_no_gzip_and_no_base64_is_refused() {
        assertThat(why(outputs("gzip-base64", noise(100), 100))).contains("cannot be decompressed");
        Map<String, String> outputs = withEncoded("base64", "!!!!", 3);
        assertThat(why(outputs)).contains("is not base64");
    }

    @Test
    void lies_about_lengths_are_refused() {
        for (String line :
                new String[] {
                    "muster-transport 1 %s base64 10 999999999 8 none - whole",
                    "muster-transport 1 %s base64 999999999 10 1 none - whole",
                    "muster-transport 1 %s base64 10 10 9999 none - whole"
                }) {
            assertThat(why(Map.of("probe", line.formatted(RUN)))).contains("not valid");
        }
    }

    @Test
    void the_answer_of_another_run_or_version_is_not_taken() {
        assertThat(why(Map.of("probe", manifest("0".repeat(32), "base64", 4, 4, "-"))))
                .contains("belongs to another run");
        assertThat(why(Map.of("probe", manifest(RUN, "base64", 4, 4, "-").replace(" 1 ", " 2 "))))
                .contains("update the document");
    }

    @Test
    void what_the_guest_says_is_repeated_without_what_acts() {
        assertThat(why(Map.of("probe", "muster-transport-error \u001b[31mno \u202espace\n")))
                .contains("the instance reports: [31mno  space");
        assertThat(why(Map.of("probe", "sh: 1: Syntax error")))
                .contains("but: sh: 1: Syntax error");
        assertThat(why(Map.of())).contains("the first step printed nothing");
    }

    @Test
    void nothing_that_a_guest_can_send_throws() {
        Random random = new Random(20_261_122);
        Map<String, String> sound = outputs("gzip-base64", gzipped(ANSWER), ANSWER.length());
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> broken = new HashMap<>(sound);
            String step = random.nextBoolean() ? "probe" : "part01";
            broken.computeIfPresent(step, (name, text) -> mutated(text, random));

            assertThat(ProbeTransport.answer(RUN, broken).flatMap(ProbeAnswer::read)).isNotNull();
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.setCharAt(at, (char) random.nextInt(0x250));
                case 1 -> mutated.insert(at, random.nextInt());
                default -> mutated.deleteCharAt(at);
            }
        }
        return mutated.toString();
    }

    private static Fact<ProbeOutput> assembled(Map<String, String> outputs) {
        return ProbeTransport.answer(RUN, outputs).flatMap(ProbeAnswer::read);
    }

    private static String why(Map<String, String> outputs) {
        Fact<ProbeOutput> fact = assembled(outputs);
        assertThat(fact).isInstanceOf(Missing.class);
        return ((Missing<ProbeOutput>) fact).detail().english();
    }

    private static Map<String, String> outputs(String encoding, byte[] bytes, int rawLength) {
        String encoded =
                encoding.endsWith("hex")
                        ? HexFormat.of().formatHex(bytes)
                        : Base64.getEncoder().encodeToString(bytes);
        return withEncoded(encoding, encoded, rawLength);
    }

    private static Map<String, String> withEncoded(String encoding, String encoded, int rawLength) {
        long sum = PosixChecksum.of(encoded.getBytes(StandardCharsets.UTF_8));
        Map<String, String> outputs = new HashMap<>();
        outputs.put(
                "probe", manifest(RUN, encoding, rawLength, encoded.length(), Long.toString(sum)));
        int part = 1;
        for (int from = 0; from < encoded.length() && part <= 8; from += 2_400) {
            int to = Math.min(encoded.length(), from + 2_400);
            outputs.put("part%02d".formatted(part), encoded.substring(from, to) + "\n");
            part++;
        }
        if (encoded.length() > 8 * 2_400) {
            outputs.put("overflow", encoded.substring(8 * 2_400));
        }
        return outputs;
    }

    private static String manifest(
            String run, String encoding, int rawLength, int length, String sum) {
        return "muster-transport 1 %s %s %d %d %d %s %s whole\n"
                .formatted(
                        run,
                        encoding,
                        rawLength,
                        length,
                        Math.min(8, (length + 2_399) / 2_400),
                        sum.equals("-") ? "none" : "cksum",
                        sum);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
