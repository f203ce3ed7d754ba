package io.muster.local.front;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What comes back for a {@link Question}. */
public final class Answer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param headers without those that only concern one hop of the connection
     * @param body handed over, not copied
     */
    public Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** An answer in XML, as EC2 and the query services give it. */
    public static Answer ofXml(int status, String xml) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/xml;charset=UTF-8"),
                xml.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer in JSON, as Systems Manager and Logs give it. */
    public static Answer ofJson(Map<String, ?> json) {
        return new Answer(
                200,
                Map.of("Content-Type", "application/x-amz-json-1.1"),
                json(json).getBytes(StandardCharsets.UTF_8));
    }

    /** Maps and lists of texts and numbers as JSON. */
    public static String json(Object json) {
        try {
            return JSON.std.asString(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("maps of texts and numbers are always JSON", impossible);
        }
    }

    /** Sends it as the answer to a request. */
    public void sendTo(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    public boolean successful() {
        return status == 200;
    }

    /** With another body, and without the checksum of this one, which clients would compare. */
    Answer withBody(byte[] changed) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        kept.putAll(headers);
        kept.remove("x-amz-crc32");
        return new Answer(status, kept, changed);
    }
}
