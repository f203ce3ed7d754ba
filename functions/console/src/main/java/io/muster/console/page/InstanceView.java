package io.muster.console.page;

import io.muster.console.link.AwsConsole;
import io.muster.console.page.Bar.Share;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.MachineFacts;
import io.muster.readiness.check.Spec;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance.
 *
 * @param anchor its place in the page
 * @param facts what it is, labelled
 * @param disks its file systems and volumes
 * @param findings those about it that are shown
 */
public record InstanceView(
        String anchor,
        Identity identity,
        State state,
        Move graviton,
        List<FindingGroup.Labelled> facts,
        List<Disk> disks,
        List<Reference> findings) {

    /** The instance whose move saves most first. */
    static final Comparator<InstanceView> LARGEST_SAVING =
            Comparator.comparing((InstanceView each) -> each.graviton().saving())
                    .reversed()
                    .thenComparing(each -> each.identity().id());

    public InstanceView {
        facts = List.copyOf(facts);
        disks = List.copyOf(disks);
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

    /** Something with a size, and how much of it is used. */
    public record Disk(String name, String text, Bar bar) {}

    /**
     * A finding elsewhere.
     *
     * @param anchor where it stands in a file
     * @param finding its id
     */
    public record Reference(
            String anchor, String finding, String severity, String severityTitle, String title) {}

    static InstanceView of(
            String anchor, ListedInstance listed, List<Reference> findings, Reader to) {
        return new InstanceView(
                anchor,
                identity(listed),
                state(listed, to),
                move(listed, to),
                facts(listed, to),
                disks(listed.inside(), to),
                findings);
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

    private static List<Disk> disks(MachineFacts inside, Reader to) {
        List<Disk> disks = new ArrayList<>();
        for (FileSystem each : inside.fileSystems()) {
            Integer used = each.space().usedPercent();
            Long size = each.space().sizeBytes();
            if (used != null && size != null) {
                Message text =
                        Message.of("console.used-of")
                                .with("percent", used)
                                .with("size", Amounts.bytes(size));
                disks.add(
                        new Disk(
                                Reader.line(each.mountPoint()),
                                to.text(text),
                                Bar.of(
                                        Reader.line(each.mountPoint()) + ": " + to.text(text),
                                        List.of(new Share(fill(used), Math.min(100, used))),
                                        100)));
            }
        }
        int largest = inside.volumes().stream().mapToInt(Volume::sizeGib).max().orElse(0);
        for (Volume each : inside.volumes()) {
            String text = specification(each);
            disks.add(
                    new Disk(
                            Reader.line(each.id()),
                            text,
                            Bar.of(
                                    Reader.line(each.id()) + ": " + text,
                                    List.of(new Share("volume", each.sizeGib())),
                                    largest)));
        }
        return disks;
    }

    /** The colour of so much in use; 85 and 95 per cent are where the checks begin to object. */
    private static String fill(int percent) {
        return percent >= 95 ? "not-ready" : percent >= 85 ? "medium" : "used";
    }

    private static String specification(Volume volume) {
        List<String> parts = new ArrayList<>();
        parts.add(Reader.line(volume.type()));
        parts.add(Amounts.count(volume.sizeGib()) + " GiB");
        Integer iops = volume.specification().iops();
        Integer throughput = volume.specification().throughputMibps();
        if (iops != null) {
            parts.add(Amounts.count(iops) + " IOPS");
        }
        if (throughput != null) {
            parts.add(Amounts.count(throughput) + " MiB/s");
        }
        return String.join(", ", parts);
    }
}
