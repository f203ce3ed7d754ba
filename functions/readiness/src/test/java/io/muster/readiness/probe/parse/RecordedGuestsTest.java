package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers of the probe, one for each distribution; their origins stand beside them. */
class RecordedGuestsTest {

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

    static byte[] answer(Path guest) {
        try {
            return Files.readAllBytes(guest.resolve("probe.out"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static GuestFacts facts(Path guest) {
        return GuestReader.read(Known.value(ProbeOutput.parse(answer(guest))));
    }

    @Test
    void there_are_guests_of_every_distribution() {
        assertThat(guests()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("guests")
    void a_guest_tells_what_it_is_and_what_is_mounted(Path guest) {
        GuestFacts facts = facts(guest);
        Architecture architecture = Known.value(facts.identity().kernel()).machine().architecture();
        String name = guest.getFileName().toString();
        if (name.endsWith("-arm64")) {
            assertThat(architecture).isEqualTo(Architecture.ARM64);
        } else if (name.endsWith("-amd64")) {
            assertThat(architecture).isEqualTo(Architecture.X86_64);
        }
        assertThat(Known.value(facts.storage().fileSystems()).items())
                .anyMatch(fileSystem -> fileSystem.mountPoint().equals("/"));
    }

    @ParameterizedTest
    @MethodSource("guests")
    void no_line_of_a_guest_is_unreadable(Path guest) {
        List<String> gaps = new ArrayList<>();
        collect("", facts(guest), gaps);
        assertThat(gaps).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void what_a_tool_printed_is_never_beyond_its_parser(Path guest) {
        ProbeOutput output = Known.value(ProbeOutput.parse(answer(guest)));
        List<String> refused = new ArrayList<>();
        refusals("", GuestReader.read(output), refused);
        assertThat(refused).isEmpty();
    }

    /** Walks through the records for listings with lines that made no sense. */
    private static void collect(String path, @Nullable Object value, List<String> gaps) {
        if (value instanceof Listing<?> listing && listing.unreadable() > 0) {
            gaps.add(path + ": " + listing.gaps().english());
        } else if (value instanceof Fact.Known<?> known) {
            collect(path, known.value(), gaps);
        } else if (value instanceof Record record) {
            Bounded.components(record)
                    .forEach((name, part) -> collect(path + "/" + name, part, gaps));
        }
    }

    /** Walks through the records for facts that are missing because of a parser. */
    private static void refusals(String path, @Nullable Object value, List<String> refused) {
        if (value instanceof Fact.Missing<?> missing
                && (missing.detail().english().contains("cannot be read")
                        || missing.detail().english().contains("cannot read"))) {
            refused.add(path + ": " + missing.detail());
        } else if (value instanceof Fact.Known<?> known) {
            refusals(path, known.value(), refused);
        } else if (value instanceof Record record && !(value instanceof Listing<?>)) {
            Bounded.components(record)
                    .forEach((name, part) -> refusals(path + "/" + name, part, refused));
        }
    }
}
