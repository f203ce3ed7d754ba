package io.muster.readiness.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON as the classic line that it stands for: {@code sshd[1180]: Failed password ...}.
 *
 * <p>Reads the strings and numbers of the outermost object, and of the objects in it that hold what
 * was said or who speaks, as far as they go: a line that is cut, or no JSON after all, gives what
 * was read of it. Journald's fields and those that loggers and shippers write are known, by their
 * path: {@code process.name} is a member of that name, or {@code name} in the object {@code
 * process}.
 */
final class JsonLine {

    /** Where OTLP's JSON has the records of a batch. */
    private static final String RECORDS = "resourceLogs.scopeLogs.logRecords";

    private static final List<String> MESSAGE =
            List.of(
                    "MESSAGE",
                    "message",
                    "msg",
                    "log",
                    "body",
                    "body.MESSAGE",
                    RECORDS + ".body.stringValue",
                    "event.original");

    /** Fluent Bit and Fluentd may leave out underscores and capitals of journald's names. */
    private static final List<String> PROGRAM =
            List.of(
                    "SYSLOG_IDENTIFIER",
                    "syslog_identifier",
                    "_COMM",
                    "COMM",
                    "_comm",
                    "comm",
                    "ident",
                    "program",
                    "PROGRAM",
                    "programname",
                    "appname",
                    "app-name",
                    "process.name",
                    "syslog.identifier",
                    "log.syslog.appname",
                    "body.SYSLOG_IDENTIFIER",
                    "body._COMM");

    private static final List<String> PROCESS =
            List.of(
                    "SYSLOG_PID",
                    "_PID",
                    "PID",
                    "pid",
                    "_pid",
                    "procid",
                    "proc_id",
                    "process.pid",
                    "log.syslog.procid",
                    "body._PID");

    /** A tag of syslog, where a template of rsyslog has no name of its own for the program. */
    private static final List<String> TAGS = List.of("syslogtag", "syslog-tag", "tag");

    private static final Pattern TAG =
            Pattern.compile("(?<program>[^\\s:\\[\\]]{1,64})(?:\\[(?<process>\\d{1,10})])?: ?");

    /** Whose log it is, where nothing says who speaks. */
    private static final List<String> UNITS =
            List.of("_SYSTEMD_UNIT", "SYSTEMD_UNIT", "_systemd_unit", "systemd_unit");

    private static final String SERVICE = ".service";

    /** The objects in which something of the above stands, the outermost first. */
    private static final Set<String> NESTED =
            Set.of(
                    "",
                    "process",
                    "syslog",
                    "log",
                    "log.syslog",
                    "event",
                    "body",
                    "resourceLogs",
                    "resourceLogs.scopeLogs",
                    RECORDS,
                    RECORDS + ".body");

    /** Braces and brackets that are open at the deepest of these. */
    private static final int MAX_DEPTH = 8;

    /** How a message begins that journald gives as its bytes, or as several texts. */
    static final List<String> ENCODED_LITERALS =
            List.of("\"message\":[", "\"message\": [", "\"message\" : [");

    /** What comes before JSON in a line of syslog that follows Common Event Expression. */
    private static final String COOKIE = "@cee:";

    /** The head of a line of syslog is no longer. */
    private static final int MAX_HEAD = 512;

    /** What makes a terminal change colours, which would part a word from the one before. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]{0,16}m");

    private final String text;
    private final Map<String, String> fields = new HashMap<>();

    /** By depth, the path of the object that is open there; null for one that tells nothing. */
    private final @Nullable String[] places = new String[MAX_DEPTH + 1];

    /** By depth, whether it is an array, and the name of the member that is read. */
    private final boolean[] arrays = new boolean[MAX_DEPTH + 1];

    private final @Nullable String[] names = new String[MAX_DEPTH + 1];
    private int depth;
    private int at;

    private JsonLine(String text) {
        this.text = text;
    }

    /** The classic line; null for what is no object or has no message. */
    static @Nullable String plain(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.charAt(0) == '{') {
            return new JsonLine(text).classic();
        }
        int cookie = text.indexOf(COOKIE);
        int object = cookie < 0 || cookie > MAX_HEAD ? -1 : text.indexOf('{', cookie);
        String said = object < 0 ? null : new JsonLine(text.substring(object)).message();
        return said == null ? null : text.substring(0, cookie) + said.stripLeading();
    }

    private @Nullable String message() {
        read();
        String message = field(MESSAGE);
        return message != null && message.indexOf('\u001b') >= 0
                ? COLOURS.matcher(message).replaceAll("")
                : message;
    }

    private @Nullable String classic() {
        String message = message();
        if (message == null) {
            return null;
        }
        String program = field(PROGRAM);
        String process = field(PROCESS);
        if (program == null) {
            Matcher tag = TAG.matcher(Objects.requireNonNullElse(field(TAGS), ""));
            if (tag.matches()) {
                program = tag.group("program");
                process = tag.group("process");
            } else {
                program = unit();
            }
        }
        if (program == null) {
            return unwrapped(message);
        }
        message = message.stripLeading();
        boolean number =
                process != null
                        && !process.isEmpty()
                        && process.chars().allMatch(c -> c >= '0' && c <= '9');
        return program.equals("kernel")
                ? "kernel: " + message
                : "%s[%s]: %s".formatted(program, number ? process : "1", message);
    }

    /** A shipper that knows nothing of a line ships it as it came: JSON again, or RFC 5424. */
    private static String unwrapped(String message) {
        String inner =
                message.startsWith("{") ? new JsonLine(message).classic() : Rfc5424.plain(message);
        return inner == null ? message : inner;
    }

    private @Nullable String unit() {
        String unit = field(UNITS);
        return unit != null && unit.endsWith(SERVICE)
                ? unit.substring(0, unit.length() - SERVICE.length())
                : null;
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
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean told = depth > 0 && depth <= MAX_DEPTH && places[depth] != null;
            String name = told ? names[depth] : null;
            if (c == '"') {
                String string = string();
                if (told && name != null) {
                    put(string);
                } else if (told && !arrays[depth]) {
                    names[depth] = string;
                }
                continue;
            }
            if (c == '[' && name != null && MESSAGE.contains(path())) {
                at++;
                put(array());
                continue;
            }
            if (name != null && c >= '0' && c <= '9') {
                put(number());
                continue;
            }
            switch (c) {
                case '{', '[' -> open(c == '[');
                case '}', ']' -> depth = Math.max(0, depth - 1);
                case ',' -> {
                    if (told) {
                        names[depth] = null;
                    }
                }
                default -> {}
            }
            at++;
        }
    }

    /** Of what is in an array, the path is that of the array. */
    private void open(boolean array) {
        boolean outermost = depth == 0;
        boolean element = depth > 0 && depth <= MAX_DEPTH && arrays[depth];
        String path = outermost ? "" : element ? places[depth] : path();
        depth++;
        if (depth <= MAX_DEPTH) {
            places[depth] = path != null && NESTED.contains(path) ? path : null;
            arrays[depth] = array;
            names[depth] = null;
        }
    }

    /** Of the member that is read; null for one of an object that tells nothing. */
    private @Nullable String path() {
        if (depth > MAX_DEPTH || places[depth] == null || names[depth] == null) {
            return null;
        }
        String place = places[depth];
        return place.isEmpty() ? names[depth] : place + "." + names[depth];
    }

    /** The first value of a path; of the records of a batch, each one, in a line of its own. */
    private void put(String value) {
        String path = Objects.requireNonNull(path());
        if (path.startsWith(RECORDS)) {
            fields.merge(path, value, (before, next) -> before + "\n" + next);
        } else {
            fields.putIfAbsent(path, value);
        }
        names[depth] = null;
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
