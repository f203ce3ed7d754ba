package io.muster.readiness.probe.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import io.muster.readiness.probe.ProbeSection;
import io.muster.readiness.scan.GuestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser against hostile texts: no exception leaves it, and what it makes of them is bounded.
 * The number of texts for each parser is {@code muster.fuzz.inputs}, the seed {@code
 * muster.fuzz.seed}; a failure names both.
 */
class HostileOutputTest {

    /** With 55 parsers more than 100,000 texts in each build. */
    private static final int INPUTS = Integer.getInteger("muster.fuzz.inputs", 2_400);

    private static final long SEED = Long.getLong("muster.fuzz.seed", 20_260_101L);

    private static final int MEGABYTE = 1 << 20;

    private static final Instant PROBED = Instant.parse("2024-01-02T12:00:00Z");

    /**
     * A parser with what its tool really prints.
     *
     * @param parser the whole of it, so that nothing before it can soften a text
     */
    record Subject(String name, Function<String, Fact<?>> parser, List<String> samples) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Path TESTS = Path.of("src/test/java/io/muster/readiness/probe/parse");

    /** What each section's tools really print, from the tests of their parsers. */
    private static final Map<String, List<String>> SAMPLES = samples();

    private static Map<String, List<String>> samples() {
        Map<String, List<String>> samples = new TreeMap<>();
        try (Stream<Path> tests = Files.list(TESTS)) {
            for (Path test : tests.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                String name = test.getFileName().toString().replace(".java", "");
                Class<?> parsers =
                        Class.forName(HostileOutputTest.class.getPackageName() + "." + name);
                for (java.lang.reflect.Field field : parsers.getDeclaredFields()) {
                    if (field.getName().equals("SAMPLES")
                            && !parsers.equals(HostileOutputTest.class)) {
                        @SuppressWarnings("unchecked")
                        Map<String, List<String>> more =
                                (Map<String, List<String>>) field.get(null);
                        samples.putAll(more);
                    }
                }
            }
        } catch (IOException | ReflectiveOperationException broken) {
            throw new LinkageError("the parsers' samples cannot be read", broken);
        }
        return samples;
    }

    static Stream<Subject> subjects() {
        return ProbeSection.all().stream().flatMap(HostileOutputTest::subjects);
    }

    private static <T> Stream<Subject> subjects(ProbeSection<T> section) {
        return section.readers().stream()
                .map(
                        reader -> {
                            String tool = reader.tools().getFirst();
                            String name = section.name() + "/" + tool;
                            return new Subject(
                                    name,
                                    text ->
                                            reader.parser()
                                                    .parse(printed(section, tool, text), PROBED),
                                    SAMPLES.getOrDefault(name, List.of()));
                        });
    }

    /** The whole of a text, so that nothing before a parser can soften it. */
    private static Section printed(ProbeSection<?> section, String tool, String text) {
        return new Section(section.name(), tool, 0, text.length(), State.OK, text);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_a_guest_makes_up_becomes_a_bounded_fact_or_none(Subject subject) {
        long seed = SEED + subject.name().hashCode();
        Mutations mutations = new Mutations(seed, subject.samples(), 12_000);
        for (int round = 0; round < INPUTS; round++) {
            read(subject, mutations.next(), "text %d of seed %d".formatted(round, SEED));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_a_guest_overdoes_stays_bounded(Subject subject) {
        for (String seed :
                List.of(
                        "\n",
                        " ",
                        "\t",
                        "\0",
                        "0",
                        "9",
                        "a ",
                        "[",
                        "{\"a\":",
                        "\"",
                        "\\040",
                        "%",
                        "a\n",
                        "/ ",
                        ": ",
                        "==> x <==\n",
                        "{\n",
                        "1 1 1 1 1% /\n",
                        "漢",
                        "\ud800")) {
            read(subject, seed.repeat(MEGABYTE / seed.length()), "a megabyte of " + seed);
        }
        for (String sample : subject.samples()) {
            int times = MEGABYTE / sample.length();
            read(subject, sample.repeat(times), "a megabyte of samples");
            read(subject, sample.replace("\n", " ").repeat(times), "one line of samples");
        }
    }

    @Test
    void whole_answers_of_a_probe_that_is_lying_are_read_or_refused() {
        List<String> answers =
                RecordedGuestsTest.guests()
                        .map(guest -> new String(RecordedGuestsTest.answer(guest), UTF_8))
                        .toList();
        Mutations mutations = new Mutations(SEED, answers, 200_000);
        for (int round = 0; round < INPUTS / 4; round++) {
            String text = mutations.next();
            Fact<GuestFacts> facts = ProbeOutput.parse(text.getBytes(UTF_8)).map(GuestReader::read);
            String complaint = Bounded.complaint(facts);
            if (complaint != null) {
                fail("answer %d of seed %d: %s", round, SEED, complaint);
            }
            judge(facts, round);
        }
    }

    /**
     * No check may break on what a guest makes up, and none may take it for sound without seeing.
     */
    private static void judge(Fact<GuestFacts> facts, int round) {
        GuestFleet.of(
                        facts,
                        DiskHistory.NONE,
                        PROBED,
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults())
                .judge(
                        judgement -> {
                            Verdict verdict = judgement.verdict();
                            boolean blind =
                                    facts instanceof Fact.Missing<GuestFacts>
                                            && verdict.status() != Status.UNKNOWN;
                            if (blind || verdict.actual().contains("a bug in Muster")) {
                                fail("answer %d of seed %d: %s", round, SEED, verdict);
                            }
                        });
    }

    @Test
    void texts_enough_are_read_in_every_build() {
        List<String> names = new ArrayList<>(subjects().map(Subject::name).toList());
        assertThat(names).doesNotHaveDuplicates();
        assertThat(SAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names.size() * 2_400).isGreaterThan(100_000);
    }

    private static void read(Subject subject, String text, String which) {
        Fact<?> fact;
        try {
            fact = subject.parser().apply(text);
        } catch (RuntimeException | StackOverflowError escaped) {
            throw new AssertionError(
                    "%s, %s: %s".formatted(subject.name(), Field.text(which), Field.text(text)),
                    escaped);
        }
        String complaint = Bounded.complaint(fact);
        if (complaint != null) {
            fail("%s, %s: %s in %s", subject.name(), which, complaint, Field.text(text));
        }
    }
}
