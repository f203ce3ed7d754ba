package io.muster.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.local.Engine;
import io.muster.local.LocalCloud;
import io.muster.local.emulator.NoEmulatorException;
import io.muster.local.recorded.RegionRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What the embedded emulator answers is what moto answers of the sample fleet. */
@Tag("slow")
class SampleRecordingTest {

    private static final Path FOLDER =
            Path.of("../local/src/main/resources/io/muster/local/recorded");

    private static final String HOW =
            "the sample fleet or what answers for it was changed: look at the difference, then write"
                    + " the recording anew with: mvn test -pl functions/local -am"
                    + " -Dtest=SampleRecordingTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dmuster.golden=write";

    /** What moto makes by chance. */
    private static final Pattern CHANCE =
            Pattern.compile(
                    "[a-z]+(?:-[a-z]+)*-[0-9a-f]{17}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
                            + "|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|\\b\\d+(?:[.-]\\d+){3}\\b|[0-9a-f]{16}");

    /** Lists of names that are sets in moto, which orders them otherwise each time it starts. */
    private static final Pattern SETS =
            Pattern.compile("(?<=<(groupSet|SuspendedProcesses)>).*?(?=</\\1>)");

    private static LocalCloud moto;
    private static Instant begun;
    private static Instant loadedAt;

    @BeforeAll
    static void load() {
        try {
            moto = Engine.MOTO.start(System.getenv(), line -> {});
        } catch (NoEmulatorException none) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("in CI there must be moto", none);
            }
            throw new TestAbortedException("skipped. " + none.getMessage());
        }
        begun = Instant.now();
        // Not on the hour, on which only what was rounded to it lies.
        loadedAt = begun.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS).plusSeconds(754);
        SampleFleet.load(moto, Clock.fixed(loadedAt, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap-northeast-2", "us-east-1"})
    void the_recording_of_a_region_is_what_moto_answers(String name)
            throws IOException, InterruptedException {
        SampleRegion region = SampleFleet.region(name);
        String recorded =
                new RegionRecorder(moto.endpoint(), name, loadedAt, begun)
                        .record(
                                FleetDigest.of(region),
                                region.templates().stream().map(SampleTemplate::name).toList());
        Path file = FOLDER.resolve(name + ".gz");

        if ("write".equals(System.getProperty("muster.golden"))) {
            Files.createDirectories(FOLDER);
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(recorded.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String kept = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(steady(recorded)).as(HOW).isEqualTo(steady(kept));
        }
    }

    /** With numbers in the place of what comes by chance, in the order in which it comes. */
    private static String steady(String text) {
        Map<String, Integer> numbers = new HashMap<>();
        return CHANCE.matcher(SETS.matcher(text).replaceAll(SampleRecordingTest::sorted))
                .replaceAll(
                        found ->
                                "#%d"
                                        .formatted(
                                                numbers.computeIfAbsent(
                                                        found.group(), id -> numbers.size() + 1)));
    }

    /** The items of a set by their names, which stand behind their ids. */
    private static String sorted(MatchResult set) {
        return Matcher.quoteReplacement(
                Stream.of(set.group().split("(?<=</(?:item|member)>)", -1))
                        .sorted(
                                Comparator.comparing(
                                        item -> item.replaceFirst(".*Name>(?=.*Name>)", "")))
                        .collect(Collectors.joining()));
    }
}
