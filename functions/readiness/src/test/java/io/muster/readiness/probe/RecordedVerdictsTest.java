package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.scan.GuestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts on recorded guests: from the probe's bytes to the words for a person. */
class RecordedVerdictsTest {

    private static final Path GUESTS = Path.of("src/test/resources/guests");

    static Stream<Path> guests() {
        try (Stream<Path> directories = Files.list(GUESTS)) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve("probe.out")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void every_check_has_an_answer_for_every_guest(Path guest) {
        Map<String, Verdict> verdicts = verdicts(guest);
        assertThat(verdicts).hasSizeGreaterThanOrEqualTo(18);
        assertThat(verdicts.values())
                .allSatisfy(
                        verdict ->
                                assertThat(verdict.actual())
                                        .isNotEmpty()
                                        .doesNotContain("a bug in Muster"));
    }

    @Test
    void the_arm64_host_in_seoul_carries_an_exporter_that_cannot_start() {
        Map<String, Verdict> verdicts = verdicts(GUESTS.resolve("amazon-linux-2-arm64"));
        assertThat(verdicts)
                .hasEntrySatisfying(
                        "foreign-architecture",
                        says(
                                Status.NOT_READY,
                                "/home/ec2-user/node_exporter-1.1.2.linux-amd64/node_exporter"
                                        + " is built for x86_64, but the kernel is aarch64"))
                .hasEntrySatisfying(
                        "journal-errors",
                        says(Status.NOT_READY, "a program of another architecture was started"))
                .hasEntrySatisfying("arm64-evidence", says(Status.NOT_APPLICABLE, "arm64 already"))
                .hasEntrySatisfying(
                        "filesystem-forecast",
                        says(Status.NOT_APPLICABLE, "too few for a forecast"));
        assertThat(ready(verdicts))
                .contains(
                        "clock-synchronised",
                        "default-route-present",
                        "dns-resolves",
                        "failed-logins",
                        "filesystem-grown",
                        "filesystem-space",
                        "kernel-errors",
                        "logrotate-configured");
    }

    @Test
    void the_elasticsearch_data_node_has_room_and_its_move_to_arm64_is_work() {
        Map<String, Verdict> verdicts = verdicts(GUESTS.resolve("elasticsearch-data-node"));
        assertThat(ready(verdicts))
                .contains(
                        "filesystem-space",
                        "filesystem-inodes",
                        "filesystem-grown",
                        "filesystem-writable",
                        "foreign-architecture",
                        "os-supports-arm64",
                        "volume-mounted");
        assertThat(verdicts)
                .hasEntrySatisfying(
                        "arm64-evidence", says(Status.NOT_READY, "the migration effort is Medium"))
                .hasEntrySatisfying(
                        "logs-rotated",
                        says(Status.NOT_READY, "/var/log/elasticsearch/main_server.json"));
    }

    @Test
    void a_real_arm64_debian_finds_the_exporter_by_its_header() {
        assertThat(verdicts(GUESTS.resolve("debian-12-arm64")))
                .hasEntrySatisfying(
                        "foreign-architecture",
                        says(Status.NOT_READY, "node_exporter is built for x86_64"));
    }

    private static Consumer<Verdict> says(Status status, String words) {
        return verdict -> {
            assertThat(verdict.status()).isEqualTo(status);
            assertThat(verdict.actual()).contains(words);
        };
    }

    private static List<String> ready(Map<String, Verdict> verdicts) {
        return verdicts.keySet().stream()
                .filter(check -> is(verdicts.get(check), Status.READY))
                .toList();
    }

    private static boolean is(@Nullable Verdict verdict, Status status) {
        return verdict != null && verdict.status() == status;
    }

    private static Map<String, Verdict> verdicts(Path guest) {
        Fact<GuestFacts> facts;
        try {
            facts =
                    ProbeOutput.parse(Files.readAllBytes(guest.resolve("probe.out")))
                            .map(GuestReader::read);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Map<String, Verdict> verdicts = new TreeMap<>();
        GuestFleet.of(
                        facts,
                        DiskHistory.NONE,
                        probedAt(facts),
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults())
                .judge(judgement -> verdicts.put(judgement.spec().id(), judgement.verdict()));
        return verdicts;
    }

    private static Instant probedAt(Fact<GuestFacts> facts) {
        return facts instanceof Fact.Known<GuestFacts> known
                ? known.value().run().probedAt()
                : Instant.EPOCH;
    }
}
