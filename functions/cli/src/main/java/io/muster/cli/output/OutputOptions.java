package io.muster.cli.output;

import io.muster.cli.option.TableOption;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.readiness.text.Message;
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
                "${COMPLETION-CANDIDATES}; =FILE writes it to a file (repeatable).",
                "Default: table."
            })
    private List<Output> outputs = new ArrayList<>();

    @Option(
            names = "--full",
            description = "Show the whole table: checklist, all checks, API calls.")
    private boolean full;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "List findings by ${COMPLETION-CANDIDATES}, the most severe first.")
    private @Nullable By by;

    @Option(names = "--unknown", description = "List what could not be evaluated, by reason.")
    private boolean unknown;

    @Option(names = "--summary", description = "Show only the counts of instances and findings.")
    private boolean summary;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result without messages; as a table, one line.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show the API calls of the scan and how long it took.")
    private boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "${COMPLETION-CANDIDATES}. Default: auto (respects NO_COLOR).")
    private ColorMode color = ColorMode.AUTO;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Resources of each group that --full, --by and --unknown list. Default: 3.")
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
                session.scanIds(),
                session.rendering());
    }

    /**
     * Opens the reports, their files with them.
     *
     * @param session as {@link #session} gave it
     * @param whole whether more than open findings is shown, for which the one screen has no place
     * @param hints the commands that the one screen invites to type next
     * @throws CommandFailure if a file cannot be written
     */
    public Reports open(Session session, boolean whole, Hints hints) {
        List<Reports.Target> targets = new ArrayList<>();
        List<Output> asked = outputs.isEmpty() ? List.of(new Output(Format.TABLE, null)) : outputs;
        try {
            for (Output output : asked) {
                ReportFile file = output.file() == null ? null : ReportFile.open(output.file());
                Session to = file == null ? session : session.into(file.out());
                targets.add(new Reports.Target(report(output.format(), to, whole, hints), file));
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

    private FindingReport report(Format format, Session session, boolean whole, Hints hints) {
        if (format != Format.TABLE || full) {
            return format.findings(session, limit);
        }
        Page page = Page.of(session);
        if (by != null) {
            return new GroupedReport(page, by, limit);
        }
        if (unknown) {
            return new UnknownReport(page, limit);
        }
        if (whole && !summary && !quiet) {
            return format.findings(session, limit);
        }
        return summary || quiet
                ? new HeadReport(page, hints, quiet)
                : new Screen(page, verbose, TableOption.usual(session.environment()), hints);
    }

    private void check() {
        if (limit < 1) {
            throw CommandFailure.usage(
                    Message.of("screen.limit").with("value", limit),
                    Message.of("screen.limit-next"));
        }
        if (quiet && verbose) {
            throw CommandFailure.usage(
                    Message.of("screen.quiet-or-verbose"), Message.of("screen.leave-one-out"));
        }
        int views = (full ? 1 : 0) + (by == null ? 0 : 1) + (unknown ? 1 : 0) + (summary ? 1 : 0);
        if (views > 1) {
            throw CommandFailure.usage(
                    Message.of("screen.one-view"), Message.of("screen.one-view-next"));
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
                        output.file() == null
                                ? Message.of("screen.same-standard-output")
                                : Message.of("screen.same-file")
                                        .with("file", output.file().toString()),
                        Message.of("screen.same-output-next"));
            }
            standard |= output.file() == null;
        }
    }
}
