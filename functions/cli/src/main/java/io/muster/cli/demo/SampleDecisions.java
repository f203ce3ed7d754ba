package io.muster.cli.demo;

import io.muster.cli.decide.DecideCommand;
import io.muster.cli.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * The decisions of the sample fleet's teams: a reviewed file with marks in the place of dates, so
 * that on whatever day it is applied some of them hold, some end soon and some have ended.
 */
final class SampleDecisions {

    private static final Pattern MARK = Pattern.compile("\\btoday([+-]\\d{1,3})\\b");

    /** How long ago they were made: one that has ended was valid then. */
    private static final Duration AGO = Duration.ofDays(60);

    private final Path sample;

    /**
     * @param sample such as {@code events/decisions.yaml}
     */
    SampleDecisions(Path sample) {
        this.sample = sample;
    }

    /** The file with dates, as of a day. */
    static String dated(String marked, LocalDate today) {
        return MARK.matcher(marked)
                .replaceAll(mark -> today.plusDays(Long.parseLong(mark.group(1))).toString());
    }

    /**
     * Applies them as {@code ./muster decide --file} does.
     *
     * @param where the options that name the table
     * @return the day as of which they were applied
     */
    LocalDate apply(Session session, List<String> where) {
        Clock earlier = Clock.offset(session.clock(), AGO.negated());
        try {
            Path folder = Files.createTempDirectory("muster-demo");
            try {
                Path file = folder.resolve("decisions.yaml");
                Files.writeString(file, dated(Files.readString(sample), today(session.clock())));
                List<String> words = new ArrayList<>(List.of("--file", file.toString()));
                words.addAll(where);
                DecideCommand command =
                        new DecideCommand(
                                session.at(earlier).into(OutputStream.nullOutputStream()));
                new CommandLine(command).parseArgs(words.toArray(String[]::new));
                command.call();
            } finally {
                Files.deleteIfExists(folder.resolve("decisions.yaml"));
                Files.delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return today(earlier);
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
