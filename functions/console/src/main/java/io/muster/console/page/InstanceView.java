package io.muster.console.page;

import io.muster.console.link.AwsConsole;
import io.muster.console.page.Bar.Share;
import io.muster.console.state.AttachedVolume;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.MachineFacts.Disks;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.performance.Trend;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.DiskHistory.Sample;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance.
 *
 * @param anchor its place in the page
 * @param facts what it is, labelled
 * @param inside its disks, ports and logs
 * @param findings those about it that are shown, but for those about its logs
 */
public record InstanceView(
        String anchor,
        Identity identity,
        State state,
        Move graviton,
        List<FindingGroup.Labelled> facts,
        Inside inside,
        List<Reference> findings) {

    /** So far a bar shows what a file system grows by. */
    private static final int FORECAST_DAYS = 30;

    /** What is full later is not told. */
    private static final int MAX_FORECAST_DAYS = 365;

    /** The instance whose move saves most first. */
    static final Comparator<InstanceView> LARGEST_SAVING =
            Comparator.comparing((InstanceView each) -> each.graviton().saving())
                    .reversed()
                    .thenComparing(each -> each.identity().id());

    public InstanceView {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }

    /**
     * What it is called.
     *
     * @param title its name where it has one, else its id
     * @param workload empty where nothing names one
     * @param machine such as {@code m5.large}
     * @param place its scope and id, by which its page is asked for
     * @param link its page in the AWS console
     */
    public record Identity(
            String title,
            String id,
            String workload,
            String machine,
            String place,
            @Nullable String link) {}

    /**
     * Whether it is ready.
     *
     * @param tone such as {@code not-ready}
     * @param worst the title of its worst finding; empty where there is none
     */
    public record State(String tone, String title, String worst) {}

    /**
     * Whether it can move to arm64.
     *
     * @param tone such as {@code candidate}
     * @param target such as {@code m7g.large}; empty where there is none
     * @param price what that costs less or more; empty as above
     * @param saving USD a month, 0 where nothing is saved
     * @param told the whole in lines
     */
    public record Move(
            String tone,
            String title,
            String target,
            String price,
            BigDecimal saving,
            List<String> told) {

        public Move {
            told = List.copyOf(told);
        }

        /** The saving to the cent. */
        public String savingText() {
            return Amounts.usd(saving);
        }
    }

    /**
     * What is in it.
     *
     * @param disks its file systems and volumes
     * @param logFindings those about its logs
     */
    public record Inside(
            List<Disk> disks, PortTable ports, LogsView logs, List<Reference> logFindings) {

        public Inside {
            disks = List.copyOf(disks);
            logFindings = List.copyOf(logFindings);
        }
    }

    /**
     * Something with a size, and how much of it is used.
     *
     * @param forecast when it is full; empty where it is not used up
     * @param link its page in the AWS console; null for none
     */
    public record Disk(String name, String text, String forecast, Bar bar, @Nullable String link) {}

    /**
     * A finding elsewhere.
     *
     * @param anchor where it stands in a file
     * @param finding its id
     */
    public record Reference(String anchor, String finding, Badge badge, String title) {}

    /**
     * How bad a finding is.
     *
     * @param tone such as {@code high}
     * @param logs whether it is about logs
     */
    public record Badge(String tone, String title, boolean logs) {

        static Badge of(Rule rule, String tone, String title) {
            return new Badge(tone, title, rule.row() == ChecklistRow.LOGS);
        }
    }

    static InstanceView of(
            String anchor, ListedInstance listed, List<Reference> findings, Reader to) {
        return new InstanceView(
                anchor,
                identity(listed),
                state(listed, to),
                move(listed, to),
                facts(listed, to),
                new Inside(
                        disks(listed, to),
                        PortTable.of(listed.inside().ports(), to),
                        LogsView.of(
                                listed.scope(), listed.instance().id(), listed.inside().logs(), to),
                        findings.stream().filter(each -> each.badge().logs()).toList()),
                findings.stream().filter(each -> !each.badge().logs()).toList());
    }

    private static Identity identity(ListedInstance listed) {
        InstanceReadiness instance = listed.instance();
        String id = Reader.line(instance.id());
        String name = instance.name();
        return new Identity(
                name == null || name.isBlank() ? id : Reader.line(name),
                id,
                instance.workload() == null ? "" : Reader.line(instance.workload()),
                Reader.line(instance.type()),
                place(listed),
                AwsConsole.of(listed.scope(), ResourceType.INSTANCE, instance.id()).orElse(null));
    }

    /** The scope and the id of an instance, by which its page is asked for. */
    public static String place(ListedInstance listed) {
        return String.join(
                "/", listed.scope().account(), listed.scope().region(), listed.instance().id());
    }

    private static State state(ListedInstance listed, Reader to) {
        InstanceReadiness instance = listed.instance();
        if (!listed.known()) {
            return new State("unknown", to.text(Message.of("console.out-of-date")), "");
        }
        return new State(
                Overview.tone(instance.readiness()),
                to.text(Overview.title(instance.readiness())),
                instance.worst() == null ? "" : to.text(Spec.title(instance.worst().id())));
    }

    private static Move move(ListedInstance listed, Reader to) {
        GravitonVerdict verdict = listed.known() ? listed.instance().graviton() : null;
        if (verdict == null) {
            return new Move(
                    "unknown",
                    to.text(Outcome.UNKNOWN.title()),
                    "",
                    "",
                    BigDecimal.ZERO,
                    List.of());
        }
        Option target = verdict.target();
        return new Move(
                Tone.of(verdict.outcome()),
                to.text(verdict.title()),
                target == null ? "" : Reader.line(target.instanceType()),
                target == null ? "" : to.text(Prices.difference(target.monthlyDelta())),
                listed.instance().running() ? verdict.monthlySaving() : BigDecimal.ZERO,
                told(verdict).stream().map(to::text).toList());
    }

    private static List<Message> told(GravitonVerdict verdict) {
        List<Message> told = new ArrayList<>(verdict.blockers());
        told.addAll(verdict.reasons());
        told.addAll(verdict.types());
        if (verdict.cheapest() != null) {
            told.add(verdict.prices().message());
        }
        return told;
    }

    private static List<FindingGroup.Labelled> facts(ListedInstance listed, Reader to) {
        InstanceReadiness instance = listed.instance();
        List<FindingGroup.Labelled> facts = new ArrayList<>();
        Architecture architecture = listed.inside().architecture();
        fact(Message.of("console.id"), instance.id(), facts, to);
        fact(Message.of("console.scope"), listed.scope().toString(), facts, to);
        fact(Message.of("console.type"), instance.type(), facts, to);
        fact(
                Message.of("console.architecture"),
                architecture == null ? null : architecture.label(),
                facts,
                to);
        fact(Message.of("console.state"), instance.state(), facts, to);
        fact(Message.of("console.workload"), instance.workload(), facts, to);
        fact(Message.of("console.owner"), instance.tags().owner(), facts, to);
        return facts;
    }

    private static void fact(
            Message label, @Nullable String text, List<FindingGroup.Labelled> facts, Reader to) {
        if (text != null && !text.isBlank()) {
            facts.add(new FindingGroup.Labelled(to.text(label), Reader.line(text)));
        }
    }

    private static List<Disk> disks(ListedInstance listed, Reader to) {
        Disks inside = listed.inside().disks();
        List<Disk> disks = new ArrayList<>();
        for (FileSystem each : inside.fileSystems()) {
            Integer used = each.space().usedPercent();
            Long size = each.space().sizeBytes();
            if (used != null && size != null) {
                disks.add(fileSystem(each, used, size, inside.history(), to));
            }
        }
        long largest = inside.volumes().stream().mapToLong(AttachedVolume::sizeGib).max().orElse(0);
        for (AttachedVolume each : inside.volumes()) {
            String text = specification(each);
            disks.add(
                    new Disk(
                            Reader.line(each.id()),
                            text,
                            "",
                            Bar.of(
                                    Reader.line(each.id()) + ": " + text,
                                    List.of(new Share("volume", (double) each.sizeGib())),
                                    (double) largest),
                            AwsConsole.of(listed.scope(), ResourceType.VOLUME, each.id())
                                    .orElse(null)));
        }
        return disks;
    }

    /** How full it is, and beside that how much of it is used up in a month. */
    private static Disk fileSystem(
            FileSystem one, int used, long size, DiskHistory history, Reader to) {
        Message text =
                Message.of("console.used-of")
                        .with("percent", used)
                        .with("size", Amounts.bytes(size));
        List<Sample> samples = history.of(one.mountPoint());
        Optional<Trend> trend = one.unwritable() ? Optional.empty() : Trend.told(samples);
        String forecast =
                one.unwritable()
                        ? ""
                        : to.text(
                                trend.map(told -> told.daysToFill(Trend.free(one, samples)))
                                        .map(InstanceView::forecast)
                                        .orElseGet(() -> Message.of("console.no-forecast")));
        double growth =
                trend.map(told -> Math.max(0, told.bytesPerDay()) * FORECAST_DAYS * 100 / size)
                        .orElse(0.0);
        int drawn = Math.clamp(used, 0, 100);
        String name = Reader.line(one.mountPoint());
        return new Disk(
                name,
                to.text(text),
                forecast,
                Bar.of(
                        String.join(", ", name + ": " + to.text(text), forecast),
                        List.of(
                                new Share(fill(used), drawn),
                                new Share("growth", Math.min(100.0 - drawn, growth))),
                        100),
                null);
    }

    private static Message forecast(double days) {
        return days > MAX_FORECAST_DAYS
                ? Message.of("console.not-full")
                : Message.of("console.full-in").with("days", Math.max(1, Math.round(days)));
    }

    /** The colour of so much in use; 85 and 95 per cent are where the checks begin to object. */
    private static String fill(int percent) {
        return percent >= 95 ? "not-ready" : percent >= 85 ? "medium" : "used";
    }

    private static String specification(AttachedVolume volume) {
        List<String> parts = new ArrayList<>();
        if (volume.type() != null) {
            parts.add(Reader.line(volume.type()));
        }
        parts.add(Amounts.count(volume.sizeGib()) + " GiB");
        if (volume.iops() != null) {
            parts.add(Amounts.count(volume.iops()) + " IOPS");
        }
        if (volume.throughputMibps() != null) {
            parts.add(Amounts.count(volume.throughputMibps()) + " MiB/s");
        }
        return String.join(", ", parts);
    }
}
