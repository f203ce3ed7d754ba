package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A guest's answer as it came, most often still compressed: small enough to be kept as it is, so
 * that what a later version of Muster can read out of it is not lost. What is kept is {@link
 * #redacted}.
 */
public final class ProbeAnswer {

    /**
     * The most bytes of one: what the slices and the overflow step can carry. An answer in base64
     * has three quarters of this, one in hex half.
     */
    public static final int MAX_BYTES = ProbeDocument.MAX_CHARACTERS * 3 / 4;

    private static final Pattern END =
            Pattern.compile(
                    "(?<name>@[0-9a-f]{16} end [a-z0-9-]{1,40} \\d{1,3} )(?<bytes>\\d{1,9})"
                            + "(?<state> (?:ok|cut|failed))");

    /** Earlier probes told the names that were tried behind each source of failed logins. */
    private static final Pattern NAMES_OF_USERS =
            Pattern.compile("(?m)^(source\t\\d+\t[^\t\n]*)\t[^\n]*");

    private final boolean compressed;
    private final byte[] bytes;
    private final int rawBytes;

    /**
     * An answer from elsewhere than a guest: from the table, say. Nothing is checked yet.
     *
     * @param compressed whether the bytes are gzip
     * @param bytes handed over, not copied
     * @param rawBytes how many they are when they are not compressed
     */
    public ProbeAnswer(boolean compressed, byte[] bytes, int rawBytes) {
        this.compressed = compressed;
        this.bytes = bytes;
        this.rawBytes = rawBytes;
    }

    public boolean compressed() {
        return compressed;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int rawBytes() {
        return rawBytes;
    }

    /** Takes the answer apart, or says why it cannot be. Inflates no more than was promised. */
    public Fact<ProbeOutput> read() {
        return raw().flatMap(ProbeOutput::parse);
    }

    /**
     * The answer without secrets, as it may be stored: this one if it has none, or why it cannot be
     * read.
     */
    public Fact<ProbeAnswer> redacted() {
        return raw().map(
                        raw -> {
                            String text = new String(raw, StandardCharsets.ISO_8859_1);
                            String redacted = redacted(text);
                            return redacted.equals(text)
                                    ? this
                                    : packed(redacted.getBytes(StandardCharsets.ISO_8859_1));
                        });
    }

    /** Redaction keeps the lines; what it makes of their length is told where each section ends. */
    private static String redacted(String text) {
        String redacted = Redaction.of(NAMES_OF_USERS.matcher(text).replaceAll("$1"));
        if (redacted.equals(text)) {
            return text;
        }
        String[] before = text.split("\n", -1);
        String[] after = redacted.split("\n", -1);
        int more = 0;
        for (int i = 0; i < after.length; i++) {
            Matcher end = END.matcher(before[i]);
            if (end.matches()) {
                long bytes = Long.parseLong(end.group("bytes"));
                after[i] = end.group("name") + Math.max(0, bytes + more) + end.group("state");
                more = 0;
            } else {
                more += after[i].length() - before[i].length();
            }
        }
        return String.join("\n", after);
    }

    private static ProbeAnswer packed(byte[] raw) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BestGzip(packed)) {
            out.write(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProbeAnswer(true, packed.toByteArray(), raw.length);
    }

    /** As small as the guest packs it. */
    private static final class BestGzip extends GZIPOutputStream {
        private BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private Fact<byte[]> raw() {
        if (rawBytes < 0 || rawBytes > ProbeOutput.MAX_BYTES || bytes.length > MAX_BYTES) {
            return failed(Message.of("facts.answer-lengths"));
        }
        if (!compressed) {
            return ofLength(bytes);
        }
        // One byte more than promised is enough to tell that the promise was a lie.
        try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return ofLength(inflated.readNBytes(rawBytes + 1));
        } catch (IOException e) {
            return failed(
                    Message.of("facts.answer-not-gzip")
                            .with("message", ProbeOutput.shown(e.toString())));
        }
    }

    private Fact<byte[]> ofLength(byte[] raw) {
        return raw.length == rawBytes
                ? Fact.known(raw)
                : failed(Message.of("facts.answer-bytes").with("bytes", rawBytes));
    }

    private static <T> Fact<T> failed(Message what) {
        return Fact.missing(Why.FAILED, what);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProbeAnswer answer
                && compressed == answer.compressed
                && rawBytes == answer.rawBytes
                && Arrays.equals(bytes, answer.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%d bytes, %s %d".formatted(rawBytes, compressed ? "in gzip" : "in", bytes.length);
    }
}
