package io.muster.cli.output;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How findings are shown; the same options on every command that shows them. */
public final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT[=FILE]",
            converter = Output.Converter.class,
            completionCandidates = Output.Formats.class,
            description = {
                "${COMPLETION-CANDIDATES}; with =FILE into a file (repeatable).",
                "Default: table."
            })
    private List<Output> outputs = new ArrayList<>();

    @Option(
            names = "--full",
            description = "The table whole: the checklist, every check, how many API calls.")
    private boolean full;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "The table as a list by ${COMPLETION-CANDIDATES}, the worst first.")
    private @Nullable By by;

    @Option(
            names = "--unknown",
            description = "What is unknown, by cause: also what one finding tells for many.")
    private boolean unknown;

    @Option(
            names = "--summary",
            description = "The beginning of the table alone: what is ready, and how much is not.")
    private boolean summary;

    @Option(
            names = {"-q", "--quiet"},
            description = "The result alone, no messages; of the table one line.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also what a scan cost: its API calls and how long it took.")
    private boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "${COMPLETION-CANDIDATES}. Default: auto, which respects NO_COLOR.")
    private ColorMode color = ColorMode.AUTO;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many resources of a group --full and --by name. Default: 3.")
    private int limit = 3;

    /** Whether explained answers are asked for. */
    public boolean unknown() {
        return unknown;
    }

    /**
     * The session as these options want it.
     *
     * @throws CommandFailure for options that exclude each other
     */
    public Session session(Session session) {
        check();
        Terminal coloured = color.on(session.terminal());
        return new Session(
                session.environment(),
                session.in(),
                session.out(),
                quiet
                        ? new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                        : session.err(),
                quiet ? coloured.quiet() : coloured,
                session.clock(),
                session.scanIds());
    }

    /**
     * Opens the reports, their files with them.
     *
     * @param session as {@link #session} gave it
     * @param whole whether more than open findings is shown, for which the one screen has no place
     * @throws CommandFailure if a file cannot be written
     */
    public Reports open(Session session, boolean whole) {
        List<Reports.Target> targets = new ArrayList<>();
        List<Output> asked = outputs.isEmpty() ? List.of(new Output(Format.TABLE, null)) : outputs;
        try {
            for (Output output : asked) {
                ReportFile file = output.file() == null ? null : ReportFile.open(output.file());
                Session to = file == null ? session : session.into(file.out());
                targets.add(new Reports.Target(report(output.format(), to, whole), file));
            }
        } catch (CommandFailure failure) {
            new Reports(targets).close();
            throw failure;
        }
        return new Reports(targets);
    }

    /** Where what is not the result goes: beside a result that is read by a program, nowhere. */
    public PrintStream messages(Session session) {
        boolean forEyes =
                outputs.stream()
                        .noneMatch(
                                output -> output.file() == null && output.format() != Format.TABLE);
        return forEyes && !quiet ? session.out() : session.err();
    }

    private FindingReport report(Format format, Session session, boolean whole) {
        if (format != Format.TABLE || full) {
            return format.findings(session, limit);
        }
        if (by != null) {
            return new GroupedReport(session.out(), session.terminal(), by, limit);
        }
        if (unknown) {
            return new UnknownReport(session.out(), session.terminal(), limit);
        }
        if (whole && !summary && !quiet) {
            return format.findings(session, limit);
        }
        return summary || quiet
                ? new HeadReport(session.out(), session.terminal(), quiet)
                : new Screen(session.out(), session.terminal(), verbose);
    }

    private void check() {
        if (limit < 1) {
            throw CommandFailure.usage("--limit takes 1 or more", "Leave it out for 3.");
        }
        if (quiet && verbose) {
            throw CommandFailure.usage(
                    "--quiet and --verbose exclude each other", "Leave one of them out.");
        }
        int views = (full ? 1 : 0) + (by == null ? 0 : 1) + (unknown ? 1 : 0) + (summary ? 1 : 0);
        if (views > 1) {
            throw CommandFailure.usage(
                    "--full, --by, --unknown and --summary exclude each other",
                    "Leave all but one of them out.");
        }
        Set<Path> files = new HashSet<>();
        boolean standard = false;
        for (Output output : outputs) {
            boolean twice =
                    output.file() == null
                            ? standard
                            : !files.add(output.file().toAbsolutePath().normalize());
            if (twice) {
                throw CommandFailure.usage(
                        "two outputs go to "
                                + (output.file() == null ? "the standard output" : output.file()),
                        "Give all but one of them a file of its own: --output json=fleet.json");
            }
            standard |= output.file() == null;
        }
    }
}
