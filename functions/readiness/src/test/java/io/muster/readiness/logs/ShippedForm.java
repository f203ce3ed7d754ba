package io.muster.readiness.logs;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form in which a log's line reaches a file, a log group or a guest's own logs. */
enum ShippedForm {
    RFC_3164 {
        @Override
        String of(Wording line) {
            return "<13>" + classic(line);
        }
    },
    RFC_3164_IN_A_FILE {
        @Override
        String of(Wording line) {
            return classic(line);
        }
    },
    RFC_3339_IN_A_FILE {
        @Override
        String of(Wording line) {
            return "2026-11-02T10:00:00.123456+00:00 web-1 " + tagged(line);
        }
    },
    RFC_5424 {
        @Override
        String of(Wording line) {
            return "<13>1 2026-11-02T10:00:00.123456+00:00 web-1 %s %s - - %s"
                    .formatted(line.tag(), process(line, "-"), line.message());
        }
    },
    RFC_5424_WITH_DATA {
        @Override
        String of(Wording line) {
            return ("<13>1 2026-11-02T10:00:00Z web-1 %s %s id7 [timeQuality tzKnown=\"1\" note=\"a"
                            + " \\] b\"][x@32473 y=\"\"] \uFEFF%s")
                    .formatted(line.tag(), process(line, "-"), line.message());
        }
    },
    JOURNALD {
        @Override
        String of(Wording line) {
            return json(journal(line, line.message()));
        }
    },
    JOURNALD_WITH_BYTES {
        @Override
        String of(Wording line) {
            List<Integer> bytes = new ArrayList<>();
            String coloured = "\u001b[1;31m" + line.message() + "\u001b[0m";
            for (byte b : coloured.getBytes(StandardCharsets.UTF_8)) {
                bytes.add(Byte.toUnsignedInt(b));
            }
            return json(journal(line, bytes));
        }
    },
    DOCKER {
        @Override
        String of(Wording line) {
            return json("log", tagged(line) + "\n", "stream", "stderr", "time", TIME);
        }
    },
    CRI {
        @Override
        String of(Wording line) {
            return TIME + " stderr F " + tagged(line);
        }
    },
    VECTOR_JOURNALD {
        @Override
        String of(Wording line) {
            Map<String, Object> event = journal(line, line.message());
            event.put("message", event.remove("MESSAGE"));
            event.put("source_type", "journald");
            return json(event);
        }
    },
    VECTOR_SYSLOG {
        @Override
        String of(Wording line) {
            return json(
                    "appname",
                    line.tag(),
                    "facility",
                    "user",
                    "hostname",
                    "web-1",
                    "message",
                    line.message(),
                    "procid",
                    number(line),
                    "severity",
                    "err",
                    "source_type",
                    "syslog",
                    "timestamp",
                    TIME);
        }
    },
    VECTOR_FILE {
        @Override
        String of(Wording line) {
            return json(
                    "file",
                    "/var/log/syslog",
                    "host",
                    "web-1",
                    "message",
                    classic(line),
                    "source_type",
                    "file",
                    "timestamp",
                    TIME);
        }
    },
    RSYSLOG {
        @Override
        String of(Wording line) {
            String tag = line.tag() + bracketed(line) + ":";
            return json(
                    "msg",
                    " " + line.message(),
                    "rawmsg",
                    "<13>Nov  2 10:00:00 " + tag + " " + line.message(),
                    "timereported",
                    TIME,
                    "hostname",
                    "web-1",
                    "syslogtag",
                    tag,
                    "inputname",
                    "imuxsock",
                    "pri",
                    "13",
                    "programname",
                    line.tag(),
                    "procid",
                    process(line, "-"),
                    "$!",
                    Map.of());
        }
    },
    FLUENT_BIT_SYSTEMD {
        @Override
        String of(Wording line) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("date", 1_793_613_600.123456);
            event.putAll(journal(line, line.message()));
            return json(event);
        }
    },
    FLUENT_BIT_SYSLOG {
        @Override
        String of(Wording line) {
            return json(
                    "date",
                    1_793_613_600.5,
                    "pri",
                    "13",
                    "time",
                    "Nov  2 10:00:00",
                    "ident",
                    line.tag(),
                    "pid",
                    process(line, ""),
                    "message",
                    line.message());
        }
    },
    FLUENT_BIT_TAIL {
        @Override
        String of(Wording line) {
            return json(
                    "date",
                    1_793_613_600.5,
                    "log",
                    classic(line),
                    "kubernetes",
                    Map.of("pod_name", "shop-7", "labels", Map.of("app", "shop")));
        }
    },
    LOGSTASH_FILE {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "@version",
                    "1",
                    "log",
                    Map.of("file", Map.of("path", "/var/log/syslog")),
                    "event",
                    Map.of("original", classic(line)),
                    "host",
                    Map.of("name", "web-1"),
                    "message",
                    classic(line));
        }
    },
    LOGSTASH_SYSLOG {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "host",
                    "192.0.2.7",
                    "program",
                    line.tag(),
                    "pid",
                    process(line, ""),
                    "logsource",
                    "web-1",
                    "message",
                    line.message() + "\n");
        }
    },
    LOGSTASH_SYSLOG_OF_ELASTIC_COMMON_SCHEMA {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "host",
                    Map.of("hostname", "web-1", "ip", "192.0.2.7"),
                    "process",
                    Map.of("name", line.tag(), "pid", number(line)),
                    "log",
                    Map.of("syslog", Map.of("priority", 13, "facility", Map.of("code", 1))),
                    "message",
                    line.message() + "\n");
        }
    },
    FILEBEAT_JOURNALD {
        @Override
        String of(Wording line) {
            return json(
                    "message",
                    line.message(),
                    "syslog",
                    Map.of("identifier", line.tag(), "facility", 3, "priority", 6),
                    "process",
                    Map.of("pid", number(line)),
                    "event",
                    Map.of("kind", "event"));
        }
    };

    private static final String TIME = "2026-11-02T10:00:00.123456Z";

    /** The line in this form. */
    abstract String of(Wording line);

    private static String classic(Wording line) {
        return "Nov  2 10:00:00 web-1 " + tagged(line);
    }

    private static String tagged(Wording line) {
        return line.tag() + bracketed(line) + ": " + line.message();
    }

    private static String bracketed(Wording line) {
        return line.process().isEmpty() ? "" : "[" + line.process() + "]";
    }

    private static String process(Wording line, String none) {
        return line.process().isEmpty() ? none : line.process();
    }

    private static int number(Wording line) {
        return Integer.parseInt(process(line, "1"));
    }

    private static Map<String, Object> journal(Wording line, Object message) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("__REALTIME_TIMESTAMP", "1793613600123456");
        entry.put("PRIORITY", "3");
        entry.put("_TRANSPORT", line.tag().equals("kernel") ? "kernel" : "syslog");
        entry.put("SYSLOG_IDENTIFIER", line.tag());
        if (!line.process().isEmpty()) {
            entry.put("_PID", line.process());
        }
        entry.put("MESSAGE", message);
        return entry;
    }

    private static String json(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return json(object);
    }

    private static String json(Map<String, Object> object) {
        try {
            return JSON.std.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
