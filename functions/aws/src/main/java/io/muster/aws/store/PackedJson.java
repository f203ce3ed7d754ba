package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON as an attribute of an item, compressed: the same bytes for the same members. */
final class PackedJson {

    private PackedJson() {}

    static byte[] pack(Map<String, Object> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JSON.std.asBytes(members));
            out.finish();
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /**
     * The text.
     *
     * @param max its longest length, in bytes
     * @throws IOException if it is longer, or not compressed so
     */
    static byte[] unpack(byte[] bytes, int max) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] json = in.readNBytes(max + 1);
            if (json.length > max) {
                throw new IOException("it is too long");
            }
            return json;
        }
    }
}
