package io.muster.aws.store;

import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.DiskHistory.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A history as a compressed table: date, bytes used, bytes in all, mount point, with tabs between.
 * As attributes of their own, the samples would cost ten times the writes of the answer itself.
 */
final class DiskHistoryText {

    /** Of the table, uncompressed: several times what a full history has. */
    private static final int MAX_BYTES = 2 << 20;

    private DiskHistoryText() {}

    static byte[] write(DiskHistory history) {
        StringBuilder text = new StringBuilder();
        history.byMountPoint()
                .forEach(
                        (mountPoint, samples) ->
                                samples.forEach(each -> line(text, each, mountPoint)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void line(StringBuilder text, Sample sample, String mountPoint) {
        // A line of its own for each sample: a mount point that would break it is left out.
        if (mountPoint.indexOf('\n') < 0) {
            String bytes = sample.usedBytes() + "\t" + sample.totalBytes();
            text.append(sample.date() + "\t" + bytes + "\t" + mountPoint + "\n");
        }
    }

    static DiskHistory read(Item item, String attribute) {
        byte[] text;
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(item.bytes(attribute)))) {
            text = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw item.corrupt("'%s' is not gzip".formatted(attribute));
        }
        if (text.length > MAX_BYTES) {
            throw item.corrupt("'%s' is longer than a history".formatted(attribute));
        }
        Map<String, List<Sample>> samples = new TreeMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                read(item, attribute, line, samples);
            }
        }
        return new DiskHistory(samples);
    }

    private static void read(
            Item item, String attribute, String line, Map<String, List<Sample>> samples) {
        String[] fields = line.split("\t", 4);
        try {
            if (fields.length == 4) {
                samples.computeIfAbsent(fields[3], mountPoint -> new ArrayList<>())
                        .add(
                                new Sample(
                                        LocalDate.parse(fields[0]),
                                        Long.parseLong(fields[1]),
                                        Long.parseLong(fields[2])));
                return;
            }
        } catch (DateTimeException | NumberFormatException malformed) {
            // Said below, in the same words as a line with a field too few.
        }
        throw item.corrupt("'%s' has a line that is no sample".formatted(attribute));
    }
}
