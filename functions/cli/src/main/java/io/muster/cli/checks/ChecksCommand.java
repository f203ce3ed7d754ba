package io.muster.cli.checks;

import io.muster.cli.option.CheckIds;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.CatalogueMarkdown;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalogue, without AWS. */
@Command(
        addMethodSubcommands = false,
        name = "checks",
        description = "List the checks, or explain some of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster checks                      all checks, by row of the checklist",
            "  ./muster checks imdsv2-required      explain one check",
            "  ./muster checks --row security",
            "  ./muster checks --severity high --output json"
        })
public final class ChecksCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            completionCandidates = CheckIds.class,
            description = "Checks to explain.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description = "Only checks of this row of the checklist (repeatable).")
    private List<ChecklistRow> rows = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only checks of this severity and above: ${COMPLETION-CANDIDATES}.")
    private @Nullable Severity severity;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private CheckFormat format = CheckFormat.TABLE;

    public ChecksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Catalogue chosen = chosen(BuiltInChecks.catalogue());
        List<Spec> specs = chosen.all().stream().<Spec>map(Check::spec).toList();
        CheckPages pages = new CheckPages(Page.of(session));
        switch (format) {
            case TABLE -> {
                if (ids.isEmpty()) {
                    pages.list(specs);
                } else {
                    for (int i = 0; i < specs.size(); i++) {
                        if (i > 0) {
                            session.out().println();
                        }
                        pages.explain(specs.get(i));
                    }
                }
            }
            case JSON -> pages.json(specs);
            case MARKDOWN -> session.out().print(CatalogueMarkdown.render(chosen));
        }
        session.out().flush();
        return ExitCode.OK;
    }

    private Catalogue chosen(Catalogue catalogue) {
        for (String id : ids) {
            if (catalogue.byId(id).isEmpty()) {
                throw CheckIds.unknown(id, catalogue);
            }
        }
        List<Check<?>> fitting =
                catalogue.all().stream().filter(check -> fits(check.spec())).toList();
        if (fitting.isEmpty()) {
            throw CommandFailure.usage(
                    Message.of("screen.no-check-selected"), Message.of("screen.list-checks"));
        }
        return Catalogue.of(fitting);
    }

    private boolean fits(Spec spec) {
        return (ids.isEmpty() || ids.contains(spec.id()))
                && (rows.isEmpty() || rows.contains(spec.row()))
                && (severity == null || spec.severity().atLeast(severity));
    }
}
