package io.muster.cli.scan;

import io.muster.aws.scan.ScopeScan;
import io.muster.cli.kept.KeptScan;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Reports;
import io.muster.cli.output.Row;
import io.muster.cli.output.Totals;
import io.muster.cli.selection.FailOn;
import io.muster.cli.selection.Selection;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.scorecard.InstanceRoster;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a scan judged, on its way to the reports: chosen, counted and watched. */
final class ScanResult {

    private final Selection selection;
    private final Selection.Shown shown;
    private final FailOn watch;
    private final Reports reports;
    private final Optional<Consumer<Row>> rows;
    private final SubjectTags tags;
    private final Scorecard scorecard = new Scorecard();
    private final List<Totals.Listed> instances = new ArrayList<>();
    private final InstanceRoster roster;
    private final KeptScan kept = new KeptScan();

    ScanResult(
            Selection selection,
            Selection.Shown shown,
            FailOn watch,
            Reports reports,
            Thresholds thresholds) {
        this.selection = selection;
        this.shown = shown;
        this.watch = watch;
        this.reports = reports;
        this.rows = reports.rows();
        this.tags = new SubjectTags(thresholds.get(Setting.OWNER_TAG_KEY));
        boolean listed = reports.readsRoster();
        this.roster =
                new InstanceRoster(
                        thresholds,
                        instance -> {
                            if (listed) {
                                instances.add(new Totals.Listed(instance, true));
                            }
                        });
    }

    /** Takes the judgements of a scope, as they come. */
    void add(ScopeScan scan, BiConsumer<ScopeScan, Consumer<FreshFinding>> judging) {
        Selection.Subjects subjects = selection.subjects(scan.fleet());
        roster.begin(scan.fleet());
        judging.accept(
                scan,
                judged -> {
                    Judgement judgement = judged.judgement();
                    if (selection.asksFor(judgement.spec().rule())
                            && subjects.include(judgement.subject(), judgement.workload())) {
                        see(judged);
                    }
                });
        roster.close();
        if (!selection.someSubjects()) {
            scan.countUnlisted(scorecard);
        }
    }

    private void see(FreshFinding judged) {
        Judgement judgement = judged.judgement();
        Status verdict = judgement.verdict().status();
        boolean toldElsewhere = verdict == Status.UNKNOWN && judgement.verdict().cause() != null;
        scorecard.accept(judgement);
        roster.accept(judgement);
        watch.see(judgement.spec().rule(), verdict, () -> judged.finding().id());
        if (!shown.shows(judgement.spec().rule(), verdict, toldElsewhere)) {
            return;
        }
        if (!toldElsewhere) {
            Entry.About about = tags.about(judgement.subject());
            kept.see(judged, about.name(), about.owner());
        }
        if (rows.isPresent() && !toldElsewhere) {
            rows.get().accept(Row.fresh(judged));
        } else {
            reports.add(Entry.fresh(judged, tags.about(judgement.subject())));
        }
    }

    /** What is kept of it for the next command. */
    KeptScan kept() {
        return kept;
    }

    Totals totals() {
        Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        for (Readiness readiness : Readiness.values()) {
            counts.put(readiness, roster.count(readiness));
        }
        return new Totals(scorecard, new Totals.Instances(counts, 0, instances), shown.notShown());
    }
}
