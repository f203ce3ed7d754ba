package io.muster.readiness.logs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program's words of each fault, generation by generation, and in each form of a log. */
class WordingTest {

    private static final String HOW =
            "docs/wordings.md does not say what the tables do. Write it again with: mvn test"
                    + " -pl functions/readiness -am -Dtest=WordingTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    private static final LineMatcher MATCHER = new LineMatcher(Signatures.all());

    private static final Set<String> KERNELS = Set.of("4.14", "5.10", "6.1", "6.12");

    /** The tools and libraries of TLS that speak for many programs. */
    private static final String TLS = "curl with OpenSSL, openssl, gnutls-cli, wget with GnuTLS";

    /** Who says each fault, besides the kernel. */
    private static final Map<String, Set<String>> SAID_BY =
            Map.ofEntries(
                    said("oom-daemon-kill", "systemd-oomd, earlyoom"),
                    said("inotify-limit", "systemd, tail, Node.js, Python, .NET, Java, Go"),
                    said("ipc-limit", "PostgreSQL, Apache httpd, PHP"),
                    said(
                            "no-space-left",
                            "Python, Node.js, Go, Java, cp, nginx, Apache httpd, rsyslog, PostgreSQL"),
                    said("log-lines-lost", "journald, rsyslog, auditd, Linux"),
                    said(
                            "too-many-open-files",
                            "Python, Node.js, Go, Java, nginx, Apache httpd, HAProxy"),
                    said("exec-format-error", "sh, bash, systemd, runc, Python, Node.js, Go, Java"),
                    said("page-size-unsupported", "jemalloc, glibc"),
                    said("image-platform-missing", "Docker, containerd, Podman and CRI-O"),
                    said(
                            "tls-not-yet-valid",
                            TLS + ", Python, Node.js, Go, Java, Rust, nginx, Apache httpd"),
                    said(
                            "tls-expired",
                            TLS + ", Python, Node.js, Go, Java, Rust, nginx, Apache httpd"),
                    said(
                            "ssh-login-failed",
                            "OpenSSH, rsyslog's classic, rsyslog's iso, rsyslog's rfc5424, rsyslog's json"),
                    said("ssh-invalid-user", "OpenSSH"),
                    said("kerberos-login-failed", "klogind"),
                    said("unit-failed", "systemd"),
                    said("cron-failed", "cron, cronie, anacron"),
                    said("logrotate-failed", "logrotate"),
                    said("upstream-timeout", "nginx, Apache httpd, Envoy, Traefik"),
                    said("upstream-failed", "nginx, Apache httpd, HAProxy, Envoy, Traefik"),
                    said("directory-index-forbidden", "nginx, Apache httpd"),
                    said("jvm-out-of-memory", "Java"),
                    said("jvm-native-memory", "Java"),
                    said("v8-out-of-memory", "Node.js, Deno"),
                    said("cloudwatch-agent-error", "CloudWatch agent"),
                    said("ssm-agent-error", "SSM Agent"));

    private static Map.Entry<String, Set<String>> said(String signature, String programs) {
        return entry(signature, Set.of(programs.split(", ")));
    }

    static Stream<Wording> all() {
        return Wording.all();
    }

    static Stream<Signature> ofKernel() {
        return Signatures.all().stream()
                .filter(one -> one.telling().teller() == Telling.Teller.KERNEL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_wording_tells_of_its_fault_alone(Wording wording) {
        assertThat(found(wording.line())).containsOnlyKeys(wording.signature());
    }

    @ParameterizedTest
    @EnumSource
    void a_wording_tells_the_same_in_each_form(ShippedForm form) {
        assertThat(all().filter(Wording::bare))
                .allSatisfy(
                        one ->
                                assertThat(found(form.of(one)))
                                        .as(form.of(one))
                                        .isEqualTo(found(one.line())));
    }

    @ParameterizedTest
    @MethodSource("ofKernel")
    void a_fault_of_the_kernel_is_there_in_each_generation(Signature signature) {
        Set<String> generations =
                all().filter(one -> one.signature().equals(signature.id()))
                        .filter(one -> one.program().equals(Wording.KERNEL))
                        .flatMap(one -> one.eachVersion().stream())
                        .collect(Collectors.toSet());

        assertThat(generations).isEqualTo(KERNELS);
    }

    @Test
    void each_program_that_says_a_fault_is_there() {
        Map<String, Set<String>> there =
                all().filter(one -> !ofKernel().anyMatch(k -> k.id().equals(one.signature())))
                        .collect(
                                Collectors.groupingBy(
                                        Wording::signature,
                                        Collectors.mapping(Wording::program, Collectors.toSet())));

        assertThat(there).isEqualTo(SAID_BY);
    }

    @Test
    void each_release_was_asked_for_the_same_faults() {
        List<Set<String>> each =
                Wording.RELEASES.stream()
                        .map(
                                release ->
                                        Wording.of(release)
                                                .map(one -> one.signature() + " " + one.program())
                                                .collect(Collectors.toCollection(TreeSet::new)))
                        .map(set -> (Set<String>) set)
                        .toList();

        assertThat(each).allSatisfy(one -> assertThat(one).isEqualTo(each.getLast()));
    }

    @Test
    void docs_wordings_md_is_the_tables() throws IOException {
        Path page = Path.of("../../docs/wordings.md");
        String rendered = page();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(page, rendered);
        }
        assertThat(page).as(HOW).exists();
        assertThat(Files.readString(page)).as(HOW).isEqualTo(rendered);
    }

    /**
     * By the id of each signature that a log is found to have, what it concerned and where from.
     */
    private static Map<String, String> found(String line) {
        LogClassifier classifier = new LogClassifier(MATCHER);
        classifier.line(line);
        return classifier.summary(Instant.EPOCH).found().stream()
                .collect(
                        Collectors.toMap(
                                one -> one.signature().id(),
                                one -> one.count() + " " + one.details() + one.sources()));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(65_536);
        page.append(
                """
                # Wordings

                <!-- Written from the tests' tables. Change the tables, not this page. -->

                How each program, in each of its generations, writes the errors of [signatures.md](signatures.md). A line marked
                as recorded was written by the program itself: `functions/readiness/src/test/sh/record-log-lines.sh` brings each
                fault about with the packages of Debian 11, 12 and 13. The lines of the kernel follow the formats in the sources
                that they name, the others the sources that they name. `WordingTest` holds each line to its signature, alone and in
                each of these forms: %s.
                """
                        .formatted(
                                Stream.of(ShippedForm.values())
                                        .map(form -> form.name().replace('_', ' '))
                                        .collect(Collectors.joining(", "))));
        Signatures.all()
                .forEach(
                        signature -> {
                            page.append("\n## ").append(signature.id()).append('\n');
                            all().filter(one -> one.signature().equals(signature.id()))
                                    .forEach(one -> section(page, one));
                        });
        return page.toString();
    }

    private static void section(StringBuilder page, Wording one) {
        page.append(
                "\n%s %s, %s:\n\n```\n%s\n```\n"
                        .formatted(one.program(), one.versions(), source(one), one.line()));
    }

    private static String source(Wording one) {
        if (one.program().equals(Wording.KERNEL)) {
            return "[%s](https://github.com/torvalds/linux/blob/v%s/%s)"
                    .formatted(one.source(), one.eachVersion().getLast(), one.source());
        }
        return one.source().equals(Wording.RECORDED) ? Wording.RECORDED : "<" + one.source() + ">";
    }
}
