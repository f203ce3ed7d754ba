package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Lines of which a word is grave and the meaning is not. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    String.join(
                            "|",
                            // A child of Apache began between two looks; mod_jk looks again.
                            "jk2_init\\(\\) Can't find child \\d+ in scoreboard",
                            // A client that left before xinetd asked who it was.
                            "xinetd\\[\\d+\\]: warning: can't get client address: Connection reset",
                            // A mistyped password at the screen of the machine itself.
                            "gdm\\(pam_unix\\)\\[\\d+\\]: authentication failure; .* tty=:0 ",
                            // SELinux is built in, so that the module capability is not needed.
                            "Failure registering capabilities with the kernel",
                            "There is already a security framework initialized"));

    private static final Pattern GRAVE =
            Pattern.compile(
                    "error|fail|fatal|panic|denied|refused|corrupt|critical|warn|alert|abort",
                    Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(strings = {PublicLogs.LINUX, PublicLogs.APACHE})
    void a_grave_line_that_is_no_known_error_is_explained(String name) throws IOException {
        Map<String, String> byShape = new TreeMap<>();
        for (String line : Files.readAllLines(PublicLogs.file(name))) {
            if (GRAVE.matcher(line).find()) {
                byShape.putIfAbsent(line.replaceAll("\\d+", "#"), line);
            }
        }

        assertThat(byShape).hasSizeGreaterThan(2);
        assertThat(byShape.values())
                .allMatch(line -> HARMLESS.matcher(line).find() || isKnown(line));
    }

    private static boolean isKnown(String line) {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.line(line);
        return !classifier.summary(Instant.EPOCH).found().isEmpty();
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
