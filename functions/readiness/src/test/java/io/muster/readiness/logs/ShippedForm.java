package io.muster.readiness.logs;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    },
    /** The kernel's ring as dmesg gives it with times of day. */
    DMESG {
        @Override
        String of(Wording line) {
            return ofKernel(line) ? "[Mon Nov  2 10:00:00 2026] " + line.message() : classic(line);
        }
    },
    /** {@code journalctl -o short-monotonic}. */
    JOURNALCTL_MONOTONIC {
        @Override
        String of(Wording line) {
            return "[ 9120.553101] web-1 " + tagged(line);
        }
    },
    /** Common Event Expression, which rsyslog's mmjsonparse reads. */
    CEE {
        @Override
        String of(Wording line) {
            return "Nov  2 10:00:00 web-1 %s%s: @cee: %s"
                    .formatted(
                            line.tag(),
                            bracketed(line),
                            json("pname", line.tag(), "msg", line.message(), "pri", "err"));
        }
    },
    /** A template of rsyslog with %syslogtag%, and with %msg%, which begins with a blank. */
    RSYSLOG_TEMPLATE {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "host",
                    "web-1",
                    "severity",
                    "err",
                    "facility",
                    "user",
                    "tag",
                    line.tag() + bracketed(line) + ":",
                    "message",
                    " " + line.message());
        }
    },
    /** {@code $(format-json --scope rfc3164)}. */
    SYSLOG_NG {
        @Override
        String of(Wording line) {
            return json(
                    "PROGRAM",
                    line.tag(),
                    "PRIORITY",
                    "err",
                    "PID",
                    process(line, ""),
                    "MESSAGE",
                    line.message(),
                    "HOST",
                    "web-1",
                    "FACILITY",
                    "user",
                    "DATE",
                    "Nov  2 10:00:00");
        }
    },
    /** The input systemd with Strip_Underscores and Lowercase. */
    FLUENT_BIT_SYSTEMD_IN_LOWER_CASE {
        @Override
        String of(Wording line) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("date", "2026-11-02T10:00:00.123456Z");
            journal(line, line.message())
                    .forEach(
                            (name, value) ->
                                    event.put(
                                            name.replaceFirst("^_+", "").toLowerCase(Locale.ROOT),
                                            value));
            return json(event);
        }
    },
    FLUENT_BIT_KMSG {
        @Override
        String of(Wording line) {
            return ofKernel(line)
                    ? json(
                            "date",
                            1_793_613_600.5,
                            "priority",
                            3,
                            "sequence",
                            4411,
                            "sec",
                            9120,
                            "usec",
                            553_101,
                            "msg",
                            line.message())
                    : FLUENT_BIT_TAIL.of(line);
        }
    },
    /** The parser cri, and the filter kubernetes. */
    FLUENT_BIT_CRI {
        @Override
        String of(Wording line) {
            return json(
                    "date",
                    1_793_613_600.5,
                    "time",
                    TIME,
                    "stream",
                    "stderr",
                    "_p",
                    "F",
                    "log",
                    tagged(line),
                    "kubernetes",
                    Map.of("pod_name", "shop-7", "container_name", "shop"));
        }
    },
    /** A file of JSON whose lines no parser was told for. */
    FLUENT_BIT_TAIL_OF_JSON {
        @Override
        String of(Wording line) {
            return json("date", 1_793_613_600.5, "log", json(journal(line, line.message())));
        }
    },
    /** What Container Insights keeps of the journal of a node. */
    CONTAINER_INSIGHTS {
        @Override
        String of(Wording line) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("hostname", "ip-192-0-2-7.ec2.internal");
            if (!ofKernel(line)) {
                event.put("systemd_unit", line.tag() + ".service");
            }
            event.put("message", line.message());
            event.put("az", "eu-west-1a");
            return json(event);
        }
    },
    FIRELENS {
        @Override
        String of(Wording line) {
            return json(
                    "container_id",
                    "5f0c9e77aa",
                    "container_name",
                    "/ecs-shop-7-shop",
                    "ecs_cluster",
                    "shop",
                    "ecs_task_definition",
                    "shop:7",
                    "log",
                    tagged(line),
                    "source",
                    "stderr");
        }
    },
    /** A container's line without a head, as Docker's awslogs and the task of ECS ship it. */
    AWSLOGS {
        @Override
        String of(Wording line) {
            return tagged(line);
        }
    },
    VECTOR_DOCKER_LOGS {
        @Override
        String of(Wording line) {
            return json(
                    "container_created_at",
                    TIME,
                    "container_id",
                    "5f0c9e77aa",
                    "container_name",
                    "shop",
                    "image",
                    "shop:7",
                    "label",
                    Map.of("app", "shop"),
                    "message",
                    tagged(line),
                    "source_type",
                    "docker_logs",
                    "stream",
                    "stderr",
                    "timestamp",
                    TIME);
        }
    },
    VECTOR_KUBERNETES_LOGS {
        @Override
        String of(Wording line) {
            return json(
                    "file",
                    "/var/log/pods/shop_shop-7_5f/shop/0.log",
                    "kubernetes",
                    Map.of("container_name", "shop", "pod_labels", Map.of("app", "shop")),
                    "message",
                    tagged(line),
                    "source_type",
                    "kubernetes_logs",
                    "stream",
                    "stderr",
                    "timestamp",
                    TIME);
        }
    },
    /** The filter grok without overwrite: what it found is added to the message. */
    LOGSTASH_GROK {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "message",
                    List.of(classic(line), line.message()),
                    "process",
                    Map.of("name", line.tag(), "pid", number(line)),
                    "event",
                    Map.of("original", classic(line)),
                    "host",
                    Map.of("name", "web-1"));
        }
    },
    /** The input udp, which takes a message apart by no form. */
    LOGSTASH_UDP {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "@version",
                    "1",
                    "host",
                    Map.of("ip", "192.0.2.7"),
                    "message",
                    RFC_5424.of(line));
        }
    },
    FILEBEAT_FILE {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "@metadata",
                    Map.of("beat", "filebeat", "type", "_doc", "version", "8.17.0"),
                    "log",
                    Map.of("offset", 4113, "file", Map.of("path", "/var/log/syslog")),
                    "message",
                    classic(line),
                    "input",
                    Map.of("type", "filestream"),
                    "ecs",
                    Map.of("version", "8.0.0"),
                    "agent",
                    Map.of("type", "filebeat", "name", "web-1"));
        }
    },
    /** The processor syslog of Filebeat and of Elastic Agent. */
    FILEBEAT_SYSLOG {
        @Override
        String of(Wording line) {
            return json(
                    "@timestamp",
                    TIME,
                    "log",
                    Map.of(
                            "source",
                            Map.of("address", "192.0.2.7:40122"),
                            "syslog",
                            Map.of(
                                    "appname",
                                    line.tag(),
                                    "procid",
                                    process(line, "-"),
                                    "hostname",
                                    "web-1",
                                    "facility",
                                    Map.of("code", 1, "name", "user"))),
                    "message",
                    line.message(),
                    "data_stream",
                    Map.of("type", "logs", "dataset", "udp.generic"));
        }
    },
    /** The receiver filelog, and the exporter awscloudwatchlogs. */
    OPENTELEMETRY_FILELOG {
        @Override
        String of(Wording line) {
            return json(
                    "body",
                    classic(line),
                    "attributes",
                    Map.of("log.file.name", "syslog"),
                    "resource",
                    Map.of("host.name", "web-1"));
        }
    },
    /** The receiver journald, whose body is the journal's entry. */
    OPENTELEMETRY_JOURNALD {
        @Override
        String of(Wording line) {
            return json(
                    "body",
                    journal(line, line.message()),
                    "severity_number",
                    17,
                    "resource",
                    Map.of("host.name", "web-1"));
        }
    },
    /** OTLP's own JSON, as the exporter file writes it. */
    OPENTELEMETRY_FILE {
        @Override
        String of(Wording line) {
            return json(
                    "resourceLogs",
                    List.of(
                            Map.of(
                                    "scopeLogs",
                                    List.of(
                                            Map.of(
                                                    "scope",
                                                    Map.of(),
                                                    "logRecords",
                                                    List.of(
                                                            record(TIME + " started"),
                                                            record(classic(line))))))));
        }
    };

    private static Map<String, Object> record(String body) {
        return Map.of("timeUnixNano", "1793613600123456000", "body", Map.of("stringValue", body));
    }

    private static boolean ofKernel(Wording line) {
        return line.tag().equals("kernel");
    }

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
