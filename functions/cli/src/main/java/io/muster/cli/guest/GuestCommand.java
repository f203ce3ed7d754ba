package io.muster.cli.guest;

import io.muster.cli.output.Entry;
import io.muster.cli.output.FindingReport;
import io.muster.cli.output.Format;
import io.muster.cli.output.Origin;
import io.muster.cli.output.Totals;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.scan.GuestFleet;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One host judged from inside by the probe that Systems Manager runs on the whole fleet. */
@Command(
        addMethodSubcommands = false,
        name = "guest",
        description = {
            "Check the system of this machine: disks, network, clock, logs, programs. Needs no AWS.",
            "Runs the probe that Systems Manager runs on instances. It is read-only and takes at most",
            "a minute."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster guest                       this machine",
            "  sudo ./muster guest --all            as root, and with ready results",
            "  ./muster guest --script > probe.sh   the probe for another machine:",
            "  sh probe.sh > probe.out              run it there,",
            "  ./muster guest --root probe.out      and check its output here"
        })
public final class GuestCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Check a recorded probe result: the output of the probe, or a folder with probe.out.")
    private @Nullable Path root;

    @Option(names = "--script", description = "Only print the probe.")
    private boolean script;

    @Option(names = "--all", description = "Also show results that are ready or not applicable.")
    private boolean all;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.TABLE;

    public GuestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (script) {
            session.out().print(ProbeDocument.probe());
            session.out().flush();
            return ExitCode.OK;
        }
        Thresholds thresholds = session.thresholds();
        Fact<GuestFacts> guest =
                ProbeOutput.parse(root == null ? ProbeRun.here() : ProbeRun.recorded(root))
                        .map(GuestReader::read);
        switch (guest) {
            case Known<GuestFacts> known -> judge(known.value(), thresholds);
            case Missing<GuestFacts> missing ->
                    throw CommandFailure.error(
                            Message.of("screen.probe-unreadable").with("why", missing.detail()),
                            Message.of("screen.probe-unreadable-next"));
        }
        return ExitCode.OK;
    }

    private void judge(GuestFacts guest, Thresholds thresholds) {
        // A recorded guest is judged as of when it was recorded, or all of it would be stale.
        Instant asOf = root == null ? session.clock().instant() : guest.run().probedAt();
        GuestFleet fleet =
                GuestFleet.of(
                        Fact.known(guest),
                        DiskHistory.NONE,
                        asOf,
                        BuiltInChecks.catalogue(),
                        thresholds);
        if (format == Format.TABLE) {
            new GuestPage(session).print(guest);
        }
        Scorecard scorecard = new Scorecard();
        FindingReport report = format.findingsOfOneHost(session);
        report.begin(Origin.none());
        fleet.judge(
                judgement -> {
                    scorecard.accept(judgement);
                    if (all || judgement.verdict().status().open()) {
                        report.add(Entry.fresh(fleet.finding(judgement, asOf)));
                    }
                });
        report.end(Totals.of(scorecard));
        session.out().flush();
    }
}
