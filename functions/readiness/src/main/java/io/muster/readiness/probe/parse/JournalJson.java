package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.text.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code journalctl -o json}, as earlier probes ask for it: an object a line. A message that is no
 * UTF-8, or that holds control characters, comes as a list of its bytes; one that is too long comes
 * as null; several of one entry come as a list of messages.
 */
public final class JournalJson {

    static final int MOST = 500;

    private static final long MICROS = 1_000_000;

    private JournalJson() {}

    public static Fact<Listing<LogEntry>> parse(String output) {
        Rows<LogEntry> rows = new Rows<>("journalctl -o json", MOST, output);
        for (String line : rows.lines()) {
            if (!line.startsWith("-- ")) {
                Map<?, ?> json = Json.object(Json.read(line));
                rows.add(json == null || tooLong(json) ? null : entry(json));
            }
        }
        return rows.orNone();
    }

    /** Whether journalctl left a message out that is longer than 4,096 bytes. */
    private static boolean tooLong(Map<?, ?> json) {
        return json.containsKey("MESSAGE") && json.get("MESSAGE") == null;
    }

    private static LogEntry entry(Map<?, ?> json) {
        Long micros = Numbers.count(Json.text(json.get("__REALTIME_TIMESTAMP")));
        String source = Json.field(json, "_SYSTEMD_UNIT", "UNIT", "SYSLOG_IDENTIFIER", "_COMM");
        boolean kernel = "kernel".equals(Json.text(json.get("_TRANSPORT")));
        return new LogEntry(
                Dates.epoch(micros == null ? null : micros / MICROS),
                gravest(json.get("PRIORITY")),
                source == null && kernel ? "kernel" : source,
                Field.text(message(json).strip(), Field.MAX_MESSAGE_LENGTH));
    }

    /** Of several priorities of one entry, the one of the worse error. */
    private static @Nullable Integer gravest(@Nullable Object priority) {
        return priority instanceof List<?> several
                ? several.stream()
                        .map(Json::small)
                        .filter(Objects::nonNull)
                        .min(Integer::compare)
                        .orElse(null)
                : Json.small(priority);
    }

    private static String message(Map<?, ?> json) {
        Object message = json.get("MESSAGE");
        if (message == null) {
            return "(an entry without a message)";
        }
        if (!(message instanceof List<?> list)) {
            return String.valueOf(Json.text(message));
        }
        if (list.stream().allMatch(Integer.class::isInstance)) {
            return text(list);
        }
        return list.stream()
                .map(one -> one instanceof List<?> bytes ? text(bytes) : Json.text(one))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String text(List<?> bytes) {
        byte[] text = new byte[Math.min(bytes.size(), Field.MAX_MESSAGE_LENGTH)];
        for (int at = 0; at < text.length; at++) {
            text[at] = bytes.get(at) instanceof Integer octet ? octet.byteValue() : (byte) '?';
        }
        return Redaction.of(new String(text, StandardCharsets.UTF_8));
    }
}
