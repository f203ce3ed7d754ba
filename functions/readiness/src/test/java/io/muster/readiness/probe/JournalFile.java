package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A journal of this boot, as systemd's own tool makes it, which a script puts where journalctl
 * looks. Its entries are told in journalctl's export format.
 */
final class JournalFile {

    private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");
    private static final long SECOND = 1_000_000;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final String boot = id("/proc/sys/kernel/random/boot_id");
    private final String machine = id("/etc/machine-id");
    private final long now = Instant.now().getEpochSecond();
    private long monotonic = 5 * SECOND;

    /** Skips a test where systemd's tools are not there. */
    static JournalFile make() {
        Shell.needs("journalctl");
        if (!Files.isExecutable(WRITER)) {
            String advice =
                    "%s is not on this machine: apt-get install systemd-journal-remote"
                            .formatted(WRITER);
            if ("true".equals(System.getenv("CI"))) {
                fail(advice);
            }
            abort(advice);
        }
        return new JournalFile();
    }

    /** The first entry that is kept was written so long after the boot. */
    JournalFile beginningAfter(long seconds) {
        monotonic = seconds * SECOND;
        return this;
    }

    /** What a service printed, which has the priority of a notice's lesser sibling. */
    JournalFile printed(long secondsAgo, String program, String message) {
        return entry(secondsAgo, "stdout", 6, program, message);
    }

    JournalFile entry(
            long secondsAgo, String transport, int priority, String program, String message) {
        return entry(
                secondsAgo,
                List.of(
                        "_TRANSPORT",
                        transport,
                        "PRIORITY",
                        Integer.toString(priority),
                        "SYSLOG_IDENTIFIER",
                        program,
                        "_PID",
                        "1234",
                        "MESSAGE",
                        message));
    }

    /** Any fields, names and values in turn. */
    JournalFile entry(long secondsAgo, List<String> fields) {
        monotonic += 1_000;
        field("__REALTIME_TIMESTAMP", Long.toString((now - secondsAgo) * SECOND));
        field("__MONOTONIC_TIMESTAMP", Long.toString(monotonic));
        field("_BOOT_ID", boot);
        field("_MACHINE_ID", machine);
        field("_HOSTNAME", "web");
        for (int i = 0; i < fields.size(); i += 2) {
            field(fields.get(i), fields.get(i + 1));
        }
        entries.write('\n');
        return this;
    }

    private void field(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        boolean text = value.chars().allMatch(c -> c >= ' ');
        entries.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        entries.write(text ? '=' : '\n');
        if (!text) {
            entries.writeBytes(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(bytes.length)
                            .array());
        }
        entries.writeBytes(bytes);
        entries.write('\n');
    }

    /** Shell that leaves the journal, and no other log, in mounts of the script's own. */
    String alone(Path directory) {
        Path export = directory.resolve("journal.export");
        try {
            Files.write(export, entries.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run || exit 1
        kept=/run/log/journal/%s
        mkdir -p $kept
        %s -o $kept/system.journal - <%s >/dev/null 2>&1 || exit 1
        """
                .formatted(machine, WRITER, export);
    }

    private static String id(String file) {
        try {
            return Files.readString(Path.of(file)).strip().replace("-", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
