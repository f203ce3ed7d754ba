package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts together what the steps of {@link ProbeDocument} printed: the manifest of the first step
 * says how long the encoded answer is, in how many parts it comes and what its checksum is; what
 * does not add up is missing, with the reason, and is worth asking for again.
 *
 * <p>Systems Manager gives at most 2,500 characters of a step to ListCommandInvocations, and 24,000
 * to GetCommandInvocation: {@link Manifest#overflow()} tells whether the latter is needed.
 */
public final class ProbeTransport {

    /** The version that the manifest's line begins with. */
    static final int VERSION = 1;

    private static final Pattern MANIFEST =
            Pattern.compile(
                    "muster-transport (?<version>\\d{1,6}) (?<run>[0-9a-f]{32}) "
                            + "(?<encoding>gzip-base64|gzip-hex|base64|hex) (?<raw>\\d{1,9}) "
                            + "(?<length>\\d{1,9}) (?<parts>\\d{1,4}) (?<sum>sha256|cksum|none) "
                            + "(?<digest>[0-9a-f]{1,64}|-) (?<state>whole|cut)");
    private static final String REFUSAL = "muster-transport-error ";

    private ProbeTransport() {}

    /**
     * What the first step promised.
     *
     * @param encoding gzip or not, then base64 or, where the guest has no tool for that, hex
     * @param rawBytes of the probe's output
     * @param length characters of the encoded answer
     * @param parts steps over which it is spread, not counting the overflow step
     * @param checksum of the encoded answer: sha256 in hex, or POSIX cksum in decimal, or none
     * @param cut whether the end of the probe's output was left out, because not even the overflow
     *     step could have carried it
     */
    public record Manifest(
            String runId,
            String encoding,
            int rawBytes,
            int length,
            int parts,
            String checksum,
            String digest,
            boolean cut) {

        /** Characters that only the overflow step carries. */
        public int overflow() {
            return Math.max(0, length - ProbeDocument.PARTS * ProbeDocument.SLICE);
        }

        /** What carries the answer, in order. */
        private List<Slice> slices() {
            List<Slice> slices = new ArrayList<>();
            for (int part = 1; part <= parts; part++) {
                int left = length - (part - 1) * ProbeDocument.SLICE;
                slices.add(
                        new Slice(
                                ProbeDocument.partStep(part), Math.min(ProbeDocument.SLICE, left)));
            }
            if (overflow() > 0) {
                slices.add(new Slice(ProbeDocument.OVERFLOW_STEP, overflow()));
            }
            return slices;
        }
    }

    /** Reads the first step's output. */
    public static Fact<Manifest> manifest(String runId, String firstStep) {
        String line = firstStep.strip();
        if (line.startsWith(REFUSAL)) {
            return failed(
                    Message.of("facts.transport-refused")
                            .with("message", shown(line.substring(REFUSAL.length()))));
        }
        Matcher found = MANIFEST.matcher(line);
        if (!found.matches()) {
            return failed(
                    line.isEmpty()
                            ? Message.of("facts.transport-nothing")
                            : Message.of("facts.transport-no-manifest").with("text", shown(line)));
        }
        if (Integer.parseInt(found.group("version")) != VERSION) {
            return Fact.missing(Why.NOT_SUPPORTED, Message.of("facts.transport-other-document"));
        }
        if (!found.group("run").equals(runId)) {
            return failed(Message.of("facts.transport-other-run"));
        }
        Manifest manifest =
                new Manifest(
                        runId,
                        found.group("encoding"),
                        Integer.parseInt(found.group("raw")),
                        Integer.parseInt(found.group("length")),
                        Integer.parseInt(found.group("parts")),
                        found.group("sum"),
                        found.group("digest"),
                        found.group("state").equals("cut"));
        return plausible(manifest);
    }

    private static Fact<Manifest> plausible(Manifest manifest) {
        int slices = Math.ceilDiv(manifest.length(), ProbeDocument.SLICE);
        if (manifest.rawBytes() > ProbeOutput.MAX_BYTES
                || manifest.length() > ProbeDocument.MAX_CHARACTERS
                || manifest.parts() != Math.min(slices, ProbeDocument.PARTS)) {
            return failed(Message.of("facts.transport-lengths"));
        }
        return Fact.known(manifest);
    }

    /**
     * The probe's answer, redacted, or why it cannot be had: as the guest packed it where the guest
     * has left nothing to redact.
     *
     * @param runId the run that was sent, so that another run's answer is not taken for it
     * @param outputs what each step printed, by the step's name; the overflow step's from
     *     GetCommandInvocation when there is {@link Manifest#overflow()}
     */
    public static Fact<ProbeAnswer> answer(String runId, Map<String, String> outputs) {
        return manifest(runId, outputs.getOrDefault(ProbeDocument.FIRST_STEP, ""))
                .flatMap(
                        manifest ->
                                joined(manifest, outputs)
                                        .flatMap(encoded -> verified(manifest, encoded)))
                .flatMap(ProbeAnswer::redacted);
    }

    /**
     * The steps whose outputs do not add up to an answer, and which it is worth asking for again:
     * those that are too short or too long, or all of them where only the checksum tells that one
     * is wrong. Empty where the outputs make an answer, and where the guest itself says that it has
     * none.
     *
     * @param outputs see {@link #answer}
     */
    public static List<String> doubtful(String runId, Map<String, String> outputs) {
        String first = outputs.getOrDefault(ProbeDocument.FIRST_STEP, "");
        return switch (manifest(runId, first)) {
            case Missing<Manifest> missing ->
                    first.isBlank() || first.strip().startsWith("muster-transport ")
                            ? List.of(ProbeDocument.FIRST_STEP)
                            : List.of();
            case Known<Manifest> known -> doubtful(known.value(), outputs);
        };
    }

    private static List<String> doubtful(Manifest manifest, Map<String, String> outputs) {
        List<Slice> slices = manifest.slices();
        List<Slice> wrong =
                slices.stream().filter(slice -> slice.of(outputs) instanceof Missing).toList();
        boolean spoiled =
                wrong.isEmpty()
                        && answer(manifest.runId(), outputs) instanceof Missing<ProbeAnswer>;
        return (spoiled ? slices : wrong).stream().map(Slice::step).toList();
    }

    private static Fact<String> joined(Manifest manifest, Map<String, String> outputs) {
        Fact<String> encoded = Fact.known("");
        for (Slice slice : manifest.slices()) {
            encoded = encoded.zip(slice.of(outputs), String::concat);
        }
        return encoded;
    }

    /**
     * What one step must bring.
     *
     * @param length in characters
     */
    private record Slice(String step, int length) {

        Fact<String> of(Map<String, String> outputs) {
            String printed = outputs.getOrDefault(step, "").strip();
            if (printed.length() == length) {
                return Fact.known(printed);
            }
            return failed(
                    printed.isEmpty()
                            ? Message.of("facts.transport-step-empty").with("step", step)
                            : Message.of("facts.transport-step-length")
                                    .with("step", step)
                                    .with("count", printed.length())
                                    .with("expected", length));
        }
    }

    private static Fact<ProbeAnswer> verified(Manifest manifest, String encoded) {
        byte[] characters = encoded.getBytes(StandardCharsets.UTF_8);
        String digest =
                switch (manifest.checksum()) {
                    case "sha256" -> Sha256.hex(characters);
                    case "cksum" -> Long.toString(PosixChecksum.of(characters));
                    default -> manifest.digest();
                };
        if (!digest.equals(manifest.digest())) {
            return failed(Message.of("facts.transport-checksum"));
        }
        return decoded(manifest, encoded);
    }

    private static Fact<ProbeAnswer> decoded(Manifest manifest, String encoded) {
        try {
            byte[] bytes =
                    manifest.encoding().endsWith("base64")
                            ? Base64.getDecoder().decode(encoded)
                            : HexFormat.of().parseHex(encoded);
            return Fact.known(
                    new ProbeAnswer(
                            manifest.encoding().startsWith("gzip-"), bytes, manifest.rawBytes()));
        } catch (IllegalArgumentException e) {
            return failed(
                    Message.of("facts.transport-encoding").with("encoding", manifest.encoding()));
        }
    }

    private static String shown(String text) {
        return ProbeOutput.shown(text);
    }

    /** The words name no run, so that a guest that fails alike each time says the same. */
    private static <T> Fact<T> failed(Message reason) {
        return Fact.missing(
                Why.FAILED, Message.of("facts.answer-incomplete").with("reason", reason));
    }
}
