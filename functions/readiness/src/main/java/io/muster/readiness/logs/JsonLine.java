package io.muster.readiness.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON as the classic line that it stands for: {@code sshd[1180]: Failed password ...}.
 *
 * <p>Reads the strings and numbers of the outermost object, and of the objects in it that say who
 * speaks, as far as they go: a line that is cut, or no JSON after all, gives what was read of it.
 * Journald's fields and those that loggers and shippers write are known.
 */
final class JsonLine {

    private static final List<String> MESSAGE = List.of("MESSAGE", "message", "msg", "log");
    private static final List<String> PROGRAM =
            List.of(
                    "SYSLOG_IDENTIFIER",
                    "_COMM",
                    "ident",
                    "program",
                    "programname",
                    "appname",
                    "app-name",
                    "process.name",
                    "syslog.identifier");
    private static final List<String> PROCESS =
            List.of("SYSLOG_PID", "_PID", "pid", "procid", "proc_id", "process.pid");

    /** The objects in which the Elastic Common Schema and Filebeat say who speaks. */
    private static final Set<String> NESTED = Set.of("process", "syslog");

    /** How a message begins that journald gives as its bytes, or as several texts. */
    static final List<String> ENCODED_LITERALS =
            List.of("\"message\":[", "\"message\": [", "\"message\" : [");

    /** What makes a terminal change colours, which would part a word from the one before. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]{0,16}m");

    private final String text;
    private final Map<String, String> fields = new HashMap<>();
    private int at;

    private JsonLine(String text) {
        this.text = text;
    }

    /** The classic line; null for what is no object or has no message. */
    static @Nullable String plain(String text) {
        if (text.isEmpty() || text.charAt(0) != '{') {
            return null;
        }
        JsonLine line = new JsonLine(text);
        line.read();
        String message = line.field(MESSAGE);
        if (message == null) {
            return null;
        }
        if (message.indexOf('\u001b') >= 0) {
            message = COLOURS.matcher(message).replaceAll("");
        }
        String program = line.field(PROGRAM);
        if (program == null) {
            return message;
        }
        message = message.stripLeading();
        String process = line.field(PROCESS);
        boolean number =
                process != null
                        && !process.isEmpty()
                        && process.chars().allMatch(c -> c >= '0' && c <= '9');
        return program.equals("kernel")
                ? "kernel: " + message
                : "%s[%s]: %s".formatted(program, number ? process : "1", message);
    }

    private @Nullable String field(List<String> names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void read() {
        int depth = 0;
        String name = null;
        String inner = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean nested = depth == 2 && name != null && NESTED.contains(name);
            if (c == '"') {
                String string = string();
                if (depth == 1 && name == null) {
                    name = string;
                } else if (depth == 1) {
                    fields.putIfAbsent(name, string);
                    name = null;
                } else if (nested && inner == null) {
                    inner = string;
                } else if (nested) {
                    fields.putIfAbsent(name + "." + inner, string);
                    inner = null;
                }
                continue;
            }
            if (c == '[' && depth == 1 && name != null && MESSAGE.contains(name)) {
                at++;
                fields.putIfAbsent(name, array());
                continue;
            }
            switch (c) {
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    inner = null;
                }
                case ',' -> {
                    name = depth == 1 ? null : name;
                    inner = null;
                }
                default -> {
                    if (c >= '0'
                            && c <= '9'
                            && (nested ? inner != null : depth == 1 && name != null)) {
                        fields.putIfAbsent(nested ? name + "." + inner : name, number());
                        continue;
                    }
                }
            }
            at++;
        }
    }

    /**
     * Bytes, or texts, one of which may again be bytes; from behind the bracket past its partner.
     */
    private String array() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder texts = new StringBuilder();
        int depth = 1;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at);
            if (c == '"') {
                texts.append(texts.isEmpty() ? "" : "\n").append(string());
            } else if (c >= '0' && c <= '9') {
                bytes.write(octet(number()));
            } else {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                at++;
            }
        }
        return bytes.size() == 0
                ? texts.toString()
                : bytes.toString(StandardCharsets.UTF_8) + texts;
    }

    private static int octet(String number) {
        return number.length() > 3 || !number.chars().allMatch(c -> c >= '0' && c <= '9')
                ? '?'
                : Integer.parseInt(number);
    }

    private String number() {
        int from = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Reads from one quotation mark past the next one. */
    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            string.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
        }
        return string.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r', 'b', 'f' -> ' ';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            return ' ';
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) {
                return ' ';
            }
            value = value * 16 + digit;
        }
        at += 4;
        return (char) value;
    }
}
