package io.muster.readiness.scan;

import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Life;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Machine;
import io.muster.readiness.fact.Instance.Network;
import io.muster.readiness.fact.Instance.Options;
import io.muster.readiness.fact.Instance.Placement;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.Instance.Storage;
import io.muster.readiness.fact.Instance.Tenancy;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One guest judged by itself, without AWS: this machine, or a recording of another one.
 *
 * <p>It is taken for a fleet of one instance of which nothing is known but its inside. Checks that
 * hold the guest against what EC2 says are left out, as in any scan that did not ask EC2.
 */
public final class GuestFleet {

    /** No account and no region: what a finding's id needs and this machine does not have. */
    public static final Scope SCOPE = Scope.of("000000000000", "us-east-1");

    /** The instance's name where the guest does not tell its own. */
    private static final String NAMELESS = "localhost";

    private static final int MAX_NAME_LENGTH = 63;

    /** Remedies open a session on an instance; here a shell is at hand. */
    private static final Pattern SESSION =
            Pattern.compile("^aws ssm start-session .*$", Pattern.MULTILINE);

    private static final Pattern REGION = Pattern.compile("(--region )" + SCOPE.region());

    /** What stands for the region and the id, which the guest does not tell. */
    private static final String ITS_REGION = "\"${AWS_REGION:?}\"";

    private static final String ITS_ID = "\"${INSTANCE_ID:?}\"";

    private final Fleet fleet;
    private final Catalogue catalogue;
    private final Thresholds thresholds;

    private GuestFleet(Fleet fleet, Catalogue catalogue, Thresholds thresholds) {
        this.fleet = fleet;
        this.catalogue = catalogue;
        this.thresholds = thresholds;
    }

    /**
     * Takes a guest for a fleet.
     *
     * @param facts of the guest, or why there are none
     * @param observedAt when the probe ran, by the clock of the machine that asks
     * @param catalogue of which the checks of guests are put
     */
    public static GuestFleet of(
            Fact<GuestFacts> facts,
            DiskHistory history,
            Instant observedAt,
            Catalogue catalogue,
            Thresholds thresholds) {
        Instance instance = instance(facts);
        FleetFacts of =
                FleetFacts.notCollected(SCOPE, observedAt)
                        .with(Source.INSTANCES, Fact.known(List.of(instance)))
                        .with(
                                Source.GUESTS,
                                Fact.known(
                                        Map.of(
                                                instance.id(),
                                                new GuestObservation(
                                                        instance.id(),
                                                        observedAt,
                                                        facts,
                                                        history))));
        return new GuestFleet(
                new Fleet(of, thresholds.get(Setting.WORKLOAD_TAG_KEY)),
                catalogue.ofGuests().withoutBlindSpots().asked(of),
                thresholds);
    }

    public Fleet fleet() {
        return fleet;
    }

    /** The checks that can be answered from the guest alone. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Judges the guest, in the order of the checks' ids. */
    public void judge(Consumer<Judgement> to) {
        new Judge(catalogue, thresholds).judge(fleet, to);
    }

    /** The result of a judgement, with a remedy to be run on the machine itself. */
    public Finding finding(Judgement judgement, Instant observedAt) {
        Finding finding = Finding.of(SCOPE, judgement, observedAt);
        Pattern id =
                Pattern.compile(
                        "(--(?:instance-ids?|target|resources) |Values=)"
                                + Pattern.quote(finding.resource().id())
                                + "(?![\\w.-])");
        Instructions here =
                finding.instructions()
                        .withComment(SESSION, Message.of("common.this-is-the-instance"))
                        .replacing(REGION, "$1" + Matcher.quoteReplacement(ITS_REGION))
                        .replacing(id, "$1" + Matcher.quoteReplacement(ITS_ID));
        return finding.with(here);
    }

    private static Instance instance(Fact<GuestFacts> facts) {
        return new Instance(
                name(facts),
                new Life(State.RUNNING, null, null),
                new Machine(
                        "unknown",
                        architecture(facts),
                        null,
                        Platform.LINUX,
                        null,
                        List.of(),
                        null),
                new Placement(null, Tenancy.DEFAULT, Lifecycle.ON_DEMAND, null),
                new Network(null, null, List.of(), List.of(), 1),
                new Options(null, null, null, null),
                new Storage(null, List.of()),
                Map.of());
    }

    /** The guest's own name, in the letters that a host name has: it becomes part of an id. */
    private static String name(Fact<GuestFacts> facts) {
        String name =
                facts.flatMap(guest -> guest.identity().host())
                        .map(host -> host.name() == null ? "" : host.name())
                        .orElse("");
        String bare = name.replaceAll("[^A-Za-z0-9.-]", "");
        return bare.isEmpty() || !Character.isLetterOrDigit(bare.charAt(0))
                ? NAMELESS
                : bare.substring(0, Math.min(MAX_NAME_LENGTH, bare.length()));
    }

    private static @Nullable Architecture architecture(Fact<GuestFacts> facts) {
        Fact<Kernel> kernel = facts.flatMap(guest -> guest.identity().kernel());
        return switch (kernel) {
            case Known<Kernel> known -> known.value().machine().architecture();
            case Missing<Kernel> missing -> null;
        };
    }
}
