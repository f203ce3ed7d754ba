package io.muster.readiness.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line as a program of some versions writes it: a row of one of the tables in {@code said}. Those
 * of a Debian release are written by {@code src/test/sh/record-log-lines.sh}, which brings each
 * fault about; the kernel's follow the formats in its sources.
 *
 * @param versions such as {@code 5.10, 6.1} or {@code nginx 1.22.1-9}
 * @param source a file of the kernel's sources, an address, or {@code recorded}
 */
public record Wording(
        String signature, String program, String versions, String source, String line) {

    static final String KERNEL = "Linux";

    static final String RECORDED = "recorded";

    /** The Debian releases whose programs were asked. */
    static final List<String> RELEASES = List.of("debian-11", "debian-12", "debian-13");

    /** A line of syslog that names its program: what stands before the name is left out. */
    private static final Pattern TAGGED =
            Pattern.compile(
                    "(?:[A-Z][a-z]{2} [ \\d]\\d [\\d:]{8} \\S+ )?"
                            + "(?<program>kernel|rsyslogd|logrotate|[\\w()./-]+(?=\\[\\d+]))"
                            + "(?:\\[(?<process>\\d+)])?: (?<message>.*)");

    public static Stream<Wording> all() {
        return Stream.concat(Stream.of("kernel", "programs"), RELEASES.stream())
                .flatMap(Wording::of);
    }

    static Stream<Wording> of(String table) {
        try (InputStream in = Wording.class.getResourceAsStream("said/" + table + ".tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(row -> row.split("\t", 5))
                            .map(row -> new Wording(row[0], row[1], row[2], row[3], row[4]))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> eachVersion() {
        return Arrays.asList(versions.split(", "));
    }

    /** Whether it is the message alone, which is shipped in some form, and not a shipped one. */
    boolean bare() {
        return !program.startsWith("rsyslog's ");
    }

    /** Who speaks in a system's log; a container of a shop where the line does not say. */
    public String tag() {
        Matcher tagged = TAGGED.matcher(line);
        return tagged.matches() ? tagged.group("program") : "shop";
    }

    /** The process that speaks; empty for the kernel, and where the line does not say. */
    public String process() {
        Matcher tagged = TAGGED.matcher(line);
        String process = tagged.matches() ? tagged.group("process") : "77";
        return process == null ? "" : process;
    }

    public String message() {
        Matcher tagged = TAGGED.matcher(line);
        return tagged.matches() ? tagged.group("message") : line;
    }

    @Override
    public String toString() {
        return "%s of %s %s: %.90s".formatted(signature, program, versions, line);
    }
}
