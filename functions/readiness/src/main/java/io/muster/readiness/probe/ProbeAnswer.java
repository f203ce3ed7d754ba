package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A guest's answer as it came, most often still compressed: small enough to be kept as it is, so
 * that what a later version of Muster can read out of it is not lost.
 */
public final class ProbeAnswer {

    /**
     * The most bytes of one: what the slices and the overflow step can carry. An answer in base64
     * has three quarters of this, one in hex half.
     */
    public static final int MAX_BYTES = ProbeDocument.MAX_CHARACTERS * 3 / 4;

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
                            .with(
                                    "message",
                                    Untrusted.line(e.toString(), ProbeOutput.MAX_SHOWN).strip()));
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
