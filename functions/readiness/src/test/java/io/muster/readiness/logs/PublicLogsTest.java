package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Real logs from the public loghub collection, as {@link PublicLogs} finds them. Each figure is
 * what the grep in its comment counts.
 */
class PublicLogsTest {

    @Test
    void a_linux_servers_syslog_is_counted_as_grep_counts_it() throws IOException {
        LogSummary summary = read(PublicLogs.LINUX);

        assertThat(summary.lines()).isEqualTo(2_000); // grep -c ''
        assertThat(counts(summary))
                .containsOnly(
                        // grep -cE 'sshd\(pam_unix\)\[[0-9]+\]: authentication failure;.* rhost='
                        entry("ssh-login-failed", 489L),
                        // grep -cE 'sshd\(pam_unix\)\[[0-9]+\]: check pass; user unknown'
                        entry("ssh-invalid-user", 116L),
                        // grep -cE 'klogind\[[0-9]+\]: (Kerberos a|A)uthentication failed'
                        entry("kerberos-login-failed", 46L),
                        // grep -c 'logrotate: ALERT exited abnormally'
                        entry("logrotate-failed", 43L));
    }

    @Test
    void an_apache_error_log_is_counted_as_grep_counts_it() throws IOException {
        LogSummary summary = read(PublicLogs.APACHE);

        assertThat(summary.lines()).isEqualTo(2_000); // grep -c ''
        assertThat(counts(summary))
                .containsOnly(
                        // grep -cE 'mod_jk child (workerEnv in error state [0-9]|init [0-9]+
                        // -[0-9])'
                        entry("upstream-failed", 551L),
                        // grep -c 'Directory index forbidden by rule'
                        entry("directory-index-forbidden", 32L));
    }

    private static LogSummary read(String name) throws IOException {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        try (InputStream log = Files.newInputStream(PublicLogs.file(name))) {
            classifier.read(log);
        }
        return classifier.summary(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Map<String, Long> counts(LogSummary summary) {
        Map<String, Long> counts = new TreeMap<>();
        summary.found().forEach(found -> counts.put(found.signature().id(), found.count()));
        return counts;
    }
}
