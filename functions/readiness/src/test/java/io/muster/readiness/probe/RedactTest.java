package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.RedactionVectors;
import io.muster.readiness.text.RedactionVectors.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe's function {@code redact}, in each awk, against {@link Redaction}: the same bytes. */
class RedactTest {

    private static final int LINES = Integer.getInteger("muster.fuzz.inputs", 2_400);
    private static final long SEED = Long.getLong("muster.fuzz.seed", 20_260_101L);

    /** Of which random lines are made: all that either side looks at, and what stands beside. */
    private static final List<String> PARTS =
            List.of(
                    """
                    password PassWd pwd secret TOKEN key apiKey key_base keys authorization cookie pass auth
                    user USER= logname= acct= session_id bearer Basic token negotiate value _hash s 0 _ AKIA
                    ghp_ eyJ sk- hf_ SG. xoxb- abcdefgh 01234567 ABCDEFGH0123456789 /etc/ /usr/lib/x / /aaaa
                    --password -key - -- bob alice example.com 192.0.2.1 web.example user@1000.service .path
                    a@b.co @ @ @ . .. % + ~ = = = : : : > >> => :: ? & ; , ( ) [ ] { } < | # $ * *** ! ^ `
                    :// https:// //u:p@h/ ?a= &b= " " " ' ' ' \\ \\ \\\\ \\" \\\\\\" \\' \u00e4 \u00ff \u0080
                    sshd[1]: Failed_password_for Invalid_user illegal_user authenticating_user _from_ _port_2
                    Authentication_failure_for Access_denied_for user_ role_ "MESSAGE":" "} ","_COMM":"x
                    -----BEGIN_PRIVATE_KEY----- -----BEGIN_RSA_PRIVATE_KEY----- -----END_X----- -----BEGIN abc=
                    MC4CAQAwBQYDK2VwBCIEIabcdefghijklmnopqrstuvwxyz0123456789ABCDEF abcd AQAB Proc-Type:_4
                    """
                            .strip()
                            .split("\\s+"));

    @ParameterizedTest
    @ValueSource(strings = {"mawk", "gawk", "busybox awk", "original-awk"})
    void the_vectors_give_the_same_bytes(String awk, @TempDir Path directory) throws IOException {
        Shell.needs(awk.split(" ", 2)[0]);
        List<Vector> vectors = RedactionVectors.all();

        // A line of @ stands where another section's text would begin.
        assertThat(
                        redacted(
                                awk,
                                directory,
                                bytes(
                                        vectors.stream()
                                                .map(Vector::text)
                                                .collect(Collectors.joining("\n@\n")))))
                .isEqualTo(
                        bytes(
                                vectors.stream()
                                        .map(Vector::redacted)
                                        .collect(Collectors.joining("\n@\n", "", "\n"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mawk", "gawk", "busybox awk", "original-awk"})
    void random_lines_give_the_same_bytes(String awk, @TempDir Path directory) throws IOException {
        Shell.needs(awk.split(" ", 2)[0]);
        Random random = new Random(SEED);
        String text =
                IntStream.range(0, LINES)
                        .mapToObj(line -> line(random))
                        .collect(Collectors.joining("\n"));

        List<String> lines = text.lines().toList();
        List<String> redacted = redacted(awk, directory, text).lines().toList();
        List<String> expected = Redaction.of(text).lines().toList();

        assertThat(redacted).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(redacted.get(i)).as(lines.get(i)).isEqualTo(expected.get(i));
        }
    }

    /** A character for each byte of the text. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        for (int parts = random.nextInt(12); parts >= 0; parts--) {
            line.append(
                    PARTS.get(random.nextInt(PARTS.size()))
                            .replace('_', random.nextInt(4) == 0 ? '_' : ' '));
            line.append(
                    switch (random.nextInt(6)) {
                        case 0, 1, 2 -> "";
                        case 3 -> "\t";
                        default -> " ";
                    });
        }
        return line.toString();
    }

    /** What the function prints, run as the document carries it, in the probe's locale. */
    private static String redacted(String awk, Path directory, String text) throws IOException {
        Path script = directory.resolve("redact.sh");
        Files.writeString(
                script,
                "export LC_ALL=C\nawk() { %s \"$@\"; }\n".formatted(awk)
                        + ProbeDocument.sentProbe().replace("main \"$@\"", "redact")
                        + "\n");
        Path input =
                Files.writeString(directory.resolve("input"), text, StandardCharsets.ISO_8859_1);
        Process process =
                new ProcessBuilder("timeout", "60", "sh", script.toString())
                        .redirectInput(input.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
