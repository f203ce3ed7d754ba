package io.muster.readiness.scorecard;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.Guests.online;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.documentation.OwnerTag;
import io.muster.readiness.check.install.GuestInspected;
import io.muster.readiness.check.install.SsmManaged;
import io.muster.readiness.check.performance.FilesystemSpace;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceRosterTest {

    private static final Catalogue CHECKS =
            Catalogue.of(
                    List.of(
                            new FilesystemSpace(),
                            new GuestInspected(),
                            new OwnerTag(),
                            new SsmManaged()));

    private static final Instance HOST =
            instance().tag("Name", "shop-1").tag("workload", "shop").tag("team", "web").build();

    @Test
    void an_instance_that_was_inspected_and_found_sound_is_ready() {
        InstanceReadiness of = only(inspected(), Severity.CRITICAL);
        assertThat(of.readiness()).isEqualTo(Readiness.READY);
        assertThat(of.obstacle()).isNull();
        assertThat(of.tags()).isEqualTo(new InstanceReadiness.Tags("shop-1", "web"));
        assertThat(of.workload()).isEqualTo("shop");
        assertThat(of.state()).isEqualTo("running");
    }

    @Test
    void an_instance_with_a_finding_that_counts_is_not_ready() {
        InstanceReadiness of = only(inspected(), Severity.LOW);
        assertThat(of.readiness()).isEqualTo(Readiness.NOT_READY);
        assertThat(of.worst()).isNotNull();
    }

    @Test
    void an_instance_whose_inside_was_not_seen_is_neither() {
        InstanceReadiness of = only(new Facts().with(HOST), Severity.CRITICAL);
        assertThat(of.readiness()).isEqualTo(Readiness.NOT_INSPECTED);
        assertThat(of.obstacle()).isEqualTo("guest-unmanaged");
    }

    @Test
    void a_stopped_instance_is_not_inspected() {
        Facts facts = new Facts().with(instance().state(State.STOPPED).build());
        assertThat(only(facts, Severity.CRITICAL).readiness()).isEqualTo(Readiness.NOT_INSPECTED);
        assertThat(only(facts, Severity.CRITICAL).obstacle()).isEqualTo("not-running");
    }

    @Test
    void an_operators_instance_is_counted_and_not_inspected() {
        Facts facts = new Facts().with(instance().operator("eks.amazonaws.com").build());
        assertThat(only(facts, Severity.LOW).readiness()).isEqualTo(Readiness.NOT_INSPECTED);
        assertThat(only(facts, Severity.LOW).obstacle()).isEqualTo("operator");
    }

    @Test
    void a_scan_that_asks_no_guest_inspects_nothing() {
        Catalogue laptop = CHECKS.asked(inspected().facts().without(Source.GUESTS));
        List<InstanceReadiness> all = new ArrayList<>();
        InstanceRoster roster = new InstanceRoster(thresholds(Severity.CRITICAL), all::add);
        new Judge(laptop, Thresholds.defaults()).judge(inspected().fleet(), roster);
        roster.close();
        assertThat(all)
                .singleElement()
                .extracting(InstanceReadiness::obstacle)
                .isEqualTo("not-asked");
        assertThat(roster.count(Readiness.NOT_INSPECTED)).isEqualTo(1);
    }

    @Test
    void it_says_whether_the_instance_can_move_to_arm64() {
        Facts facts =
                RealTypes.offeredIn("us-east-1a")
                        .with(instance().type("m5.large", Architecture.X86_64).build());
        GravitonVerdict verdict = Objects.requireNonNull(only(facts, Severity.CRITICAL).graviton());
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Objects.requireNonNull(verdict.cheapest()).instanceType())
                .isEqualTo("m6g.large");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "eks:cluster-name=shop eks:nodegroup-name=blue, EKS, shop, blue",
                "eks:cluster-name=shop, -, -, -",
                "elasticbeanstalk:environment-name=web-env, BEANSTALK, web-env, -",
                "AWSBatchServiceTag=batch aws:cloudformation:stack-name=s, BATCH, batch, -",
                "aws:cloudformation:stack-name=web, CLOUDFORMATION, web, -"
            })
    void it_says_which_service_manages_a_group(
            String tags,
            ManagedBy.@Nullable Service service,
            @Nullable String of,
            @Nullable String part) {
        InstanceBuilder host = instance().tag("aws:autoscaling:groupName", "asg-1");
        for (String tag : tags.split(" ", -1)) {
            int sign = tag.indexOf('=');
            host.tag(tag.substring(0, sign), tag.substring(sign + 1));
        }
        Setup setup = only(new Facts().with(host.build()), Severity.LOW).machine().setup();
        assertThat(Objects.requireNonNull(Objects.requireNonNull(setup).group()))
                .extracting(Setup.Group::name, Setup.Group::manager)
                .containsExactly(
                        "asg-1",
                        service == null || of == null ? null : new ManagedBy(service, of, part));
    }

    private static Thresholds thresholds(Severity counts) {
        return Thresholds.from(
                Map.of("MUSTER_READY_SEVERITY", counts.name(), "MUSTER_OWNER_TAG_KEY", "team"));
    }

    private static Facts inspected() {
        return new Facts().with(HOST, online(HOST.id()), guest(HOST.id()).build());
    }

    private static InstanceReadiness only(Facts facts, Severity counts) {
        List<InstanceReadiness> all = new ArrayList<>();
        InstanceRoster roster = new InstanceRoster(thresholds(counts), all::add);
        Fleet fleet = facts.fleet();
        roster.begin(fleet);
        new Judge(CHECKS, Thresholds.defaults()).judge(fleet, roster);
        roster.close();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
