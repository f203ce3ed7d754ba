package io.muster.readiness.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.graviton.NativeArtifacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What it costs that the probe tells native code by its bytes, in the document and the answer. */
class NativeEvidenceCostTest {

    private static final int MAX_OF_DOCUMENT = 6 * 1024;

    private static final int MAX_OF_ANSWER = 3 * 1024;

    /** What the section took of the document while it read names alone, at commit 39c8f28a. */
    private static final int NAMES_ALONE = 2_617;

    /** Lines on code that the probe tells, and no more. */
    private static final int TOLD = 150;

    private static final Path GUEST = Path.of("src/test/resources/guests/rhel-9-amd64/probe.out");

    @Test
    void it_takes_six_kib_of_the_document_at_most() {
        String probe = ProbeDocument.probe();
        int from = probe.indexOf("# Names in jars, where nothing there reads more");
        int to = probe.indexOf("# ---- containers, modules");
        assertThat(from).isBetween(1, to);
        String without =
                (probe.substring(0, from) + probe.substring(to))
                        .replaceFirst("(?m)^ *section libraries .*\n", "");

        int bytes = bytes(probe) - bytes(without) - NAMES_ALONE;
        assertThat(bytes).as("bytes").isBetween(1, MAX_OF_DOCUMENT);
    }

    @Test
    void it_takes_three_kib_of_the_compressed_answer_at_most() throws IOException {
        String answer = Files.readString(GUEST);
        String nonce = answer.split(" ", -1)[2];
        String code = String.join("\n", code()) + "\n";
        String section =
                "@%1$s begin libraries names\n%2$s@%1$s end libraries 0 %3$d ok\n"
                        .formatted(nonce, code, code.getBytes(UTF_8).length);
        String with = answer.replaceFirst("(?m)^@.* done \\d+$", section + "$0");
        assertThat(with).hasSizeGreaterThan(answer.length());

        int bytes = gzipped(with) - gzipped(answer);
        assertThat(bytes).as("bytes").isBetween(1, MAX_OF_ANSWER);
    }

    private static int bytes(String probe) {
        return ProbeDocument.of(probe).json().getBytes(UTF_8).length;
    }

    private static int gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.size();
    }

    /** Public artifacts as the probe tells them, as many lines as it tells of a guest. */
    private static List<String> code() throws IOException {
        Map<String, List<String>> natives = new LinkedHashMap<>();
        try (InputStream table = NativeArtifacts.class.getResourceAsStream("arm64-natives.csv")) {
            new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(
                            cell ->
                                    natives.computeIfAbsent(
                                                    cell[0] + ":" + cell[1],
                                                    unused -> new ArrayList<>())
                                            .add(
                                                    "code\t%s\t%s\t%s\t%s\t%s"
                                                            .formatted(
                                                                    cell[3], cell[4], cell[5],
                                                                    cell[6], cell[2])));
        }
        List<String> lines = new ArrayList<>();
        natives.forEach(
                (artifact, of) -> {
                    String[] part = artifact.replaceFirst("^[^:]*:", "").split(":", -1);
                    lines.add("in\t/opt/shop/lib/" + String.join("-", part) + ".jar");
                    lines.addAll(of);
                    lines.add("of\t" + artifact);
                });
        assertThat(lines).hasSizeGreaterThan(TOLD);
        return lines.subList(0, TOLD);
    }
}
