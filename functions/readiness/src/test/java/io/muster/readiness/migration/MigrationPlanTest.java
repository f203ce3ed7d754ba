package io.muster.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.Found;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Destinations;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.migration.Step.Kind;
import io.muster.readiness.migration.Work.Action;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceReadiness.Machine;
import io.muster.readiness.scorecard.InstanceReadiness.Tags;
import io.muster.readiness.scorecard.ManagedBy;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.scorecard.Setup.Group;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationPlanTest {

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");

    private static final MatchingImage IMAGE =
            new Found("ami-0a", "al2023-arm64", How.PUBLIC_PARAMETER, "/aws/service/x-arm64");

    private static final LaunchSource TEMPLATE = new Template("lt-0a", "web", "$Latest");

    private final List<ScannedInstance> instances = new ArrayList<>();

    @Test
    void the_easiest_comes_first_and_of_these_what_saves_most() {
        add("i-blocked", verdict(Outcome.BLOCKED, Effort.HIGH, "-90"), null);
        add("i-unknown", verdict(Outcome.UNKNOWN, null, "-90"), null);
        add("i-hard", verdict(Outcome.CANDIDATE, Effort.MEDIUM, "-80"), null);
        add("i-small", verdict(Outcome.CANDIDATE, Effort.LOW, "-1"), null);
        add("i-large", verdict(Outcome.CANDIDATE, Effort.LOW, "-10"), null);

        MigrationPlan plan = plan();

        assertThat(plan.moves())
                .extracting(move -> move.first().id())
                .containsExactly("i-large", "i-small", "i-hard", "i-unknown", "i-blocked");
        assertThat(plan.canary()).contains(plan.moves().getFirst());
    }

    @Test
    void what_costs_more_comes_after_what_does_not() {
        add("i-costly", verdict(Outcome.CANDIDATE, Effort.VERY_LOW, "3"), null);
        add("i-saving", verdict(Outcome.CANDIDATE, Effort.MEDIUM, "-1"), null);
        assertThat(plan().moves())
                .extracting(move -> move.first().id())
                .containsExactly("i-saving", "i-costly");
    }

    @Test
    void without_a_candidate_there_is_no_canary() {
        add("i-unknown", verdict(Outcome.UNKNOWN, null, "-90"), null);
        assertThat(plan().canary()).isEmpty();
    }

    @Test
    void the_members_of_a_group_move_together_by_the_least_sure_of_them() {
        Group group = new Group("web", TEMPLATE);
        add("i-0b", verdict(Outcome.UNKNOWN, Effort.LOW, "-2.50"), group);
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.VERY_LOW, "-2.50"), group);

        Move move = only();

        assertThat(move.instances())
                .extracting(ScannedInstance::id)
                .containsExactly("i-0a", "i-0b");
        assertThat(move.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(move.effort()).isEqualTo(Effort.LOW);
        assertThat(move.monthlySaving()).isEqualByComparingTo("2.50");
        assertThat(move.monthlySavingAtMost()).isEqualByComparingTo("5.00");
        assertThat(move.monthlyDelta().orElseThrow()).isEqualByComparingTo("-5.00");
    }

    @Test
    void instances_that_are_alike_move_together_and_others_do_not() {
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null);
        add("i-0b", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null);
        add("i-0c", verdict(Outcome.BLOCKED, Effort.LOW, "-2"), null);

        assertThat(plan().moves())
                .extracting(move -> move.instances().size())
                .containsExactly(2, 1);
    }

    @Test
    void what_runs_on_arm64_or_has_no_target_stays() {
        add("i-arm", without(Outcome.READY), null);
        add("i-gpu", without(Outcome.NOT_APPLICABLE), null);

        MigrationPlan plan = plan();

        assertThat(plan.moves()).isEmpty();
        assertThat(plan.stay()).extracting(ScannedInstance::id).containsExactly("i-arm", "i-gpu");
        assertThat(plan.size()).isEqualTo(2);
    }

    @Test
    void what_was_not_scanned_lately_is_unknown_and_saves_nothing() {
        instances.add(
                new ScannedInstance(
                        SCOPE,
                        instance("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null),
                        false,
                        List.of()));

        assertThat(plan().canary()).isEmpty();
        assertThat(only().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(plan().totals().monthlySaving()).isZero();
        assertThat(only().work())
                .extracting(work -> work.what().code())
                .containsExactly("migration.not-scanned-recently");
    }

    @Test
    void what_an_older_version_scanned_is_unknown_without_steps() {
        add("i-0a", null, null);
        assertThat(only().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(only().steps()).isEmpty();
        assertThat(only().work())
                .extracting(work -> work.what().code())
                .containsExactly("migration.scanned-by-older-version");
    }

    @Test
    void a_stopped_instance_saves_nothing() {
        instances.add(
                new ScannedInstance(
                        SCOPE,
                        new InstanceReadiness(
                                "i-0a",
                                new Tags(null, null),
                                new Machine("m5.large", "stopped", new Setup(null, 1)),
                                "shop",
                                Readiness.READY,
                                null,
                                null,
                                verdict(Outcome.CANDIDATE, Effort.LOW, "-2")),
                        true,
                        List.of()));
        assertThat(only().monthlySaving()).isZero();
        assertThat(only().monthlyDelta().orElseThrow()).isZero();
    }

    @Test
    void a_difference_that_is_not_known_of_one_is_not_known_of_all() {
        Group group = new Group("web", TEMPLATE);
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), group);
        add("i-0b", verdict(Outcome.CANDIDATE, Effort.LOW, null), group);
        assertThat(only().monthlyDelta()).isEmpty();
        assertThat(plan().priced()).isFalse();
    }

    @Test
    void what_is_found_is_work_with_its_action_and_what_blocks_comes_first() {
        Message jars = Message.of("arm64-evidence.jars").with("names", "a.jar");
        Message agent = Message.of("arm64-evidence.out-of-tree-modules").with("names", "falcon");
        for (String id : List.of("i-0a", "i-0b")) {
            add(
                    id,
                    new GravitonVerdict(
                            Outcome.BLOCKED,
                            Effort.HIGH,
                            List.of(agent),
                            List.of(jars, Message.literal("of tomorrow")),
                            destinations("-2", IMAGE)),
                    null);
        }
        assertThat(only().work())
                .containsExactly(
                        new Work(Action.ASK_VENDOR, true, agent, 2),
                        new Work(Action.REBUILD, false, jars, 2),
                        new Work(Action.INSPECT, false, Message.literal("of tomorrow"), 2));
    }

    @ParameterizedTest
    @CsvSource({
        "graviton-target.marketplace-code, ASK_VENDOR",
        "arm64-evidence.out-of-tree-modules, ASK_VENDOR",
        "arm64-evidence.running-32-bit, REBUILD",
        "arm64-evidence.running-not-packaged, REBUILD",
        "arm64-evidence.running-in-containers, REBUILD",
        "arm64-evidence.files-not-packaged, REBUILD",
        "arm64-evidence.images, REBUILD",
        "os-supports-arm64.too-old, UPGRADE",
        "arm64-evidence.kernel-too-old, UPGRADE",
        "arm64-evidence.other-vendors, UPGRADE",
        "arm64-evidence.jars, REBUILD",
        "arm64-evidence.native-blocks, REPLACE",
        "arm64-evidence.native-replace, REPLACE",
        "arm64-evidence.native-upgrade, UPGRADE",
        "arm64-evidence.native-add, UPGRADE",
        "arm64-evidence.native-newer-glibc, UPGRADE",
        "arm64-evidence.native-falls-back, INSPECT",
        "arm64-evidence.to-build, REBUILD",
        "arm64-evidence.wheels-and-add-ons, UPGRADE",
        "arm64-evidence.part-missing, INSPECT"
    })
    void a_code_that_is_told_has_an_action(String code, Action action) {
        assertThat(Texts.template(Language.ENGLISH, code)).isPresent();
        assertThat(Action.of(new Message(code, List.of()))).isEqualTo(action);
    }

    @Test
    void a_group_of_a_template_gets_a_policy_with_both_architectures() {
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), new Group("web", TEMPLATE));
        assertThat(commands(Kind.CANARY))
                .contains(
                        "--mixed-instances-policy"
                                + " '{\"LaunchTemplate\":{\"LaunchTemplateSpecification\":"
                                + "{\"LaunchTemplateId\":\"lt-0a\",\"Version\":\"$Latest\"},"
                                + "\"Overrides\":[{\"InstanceType\":\"m6g.large\",\"ImageId\":\"'"
                                + "ami-0a'\"},{\"InstanceType\":\"m5.large\"}]}}'")
                .doesNotContain("ARM64_IMAGE");
        assertThat(commands(Kind.REST)).doesNotContain("\"m5.large\"").contains("REPLACED_GROUP");
        assertThat(back()).contains("--launch-template 'LaunchTemplateId=lt-0a,Version=$Latest'");
    }

    @Test
    void of_a_group_of_both_architectures_the_x86_instances_move() {
        Group both =
                new Group(
                        "web",
                        new MixedInstances(
                                new Template("lt-0a", "web", "3"),
                                List.of("m6g.large", "m5.large"),
                                Map.of("m6g.large", "ami-0a"),
                                List.of()));
        add("i-arm", without(Outcome.READY), both);
        add("i-x86", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), both);
        assertThat(only().instances()).extracting(ScannedInstance::id).containsExactly("i-x86");
        assertThat(plan().stay()).extracting(ScannedInstance::id).containsExactly("i-arm");
    }

    @Test
    void a_group_with_a_policy_keeps_what_is_in_it() {
        add(
                "i-0a",
                verdict(Outcome.CANDIDATE, Effort.LOW, "-2"),
                new Group(
                        "web",
                        new MixedInstances(
                                new Template("lt-0a", "web", "3"),
                                List.of("m5.large", "m6i.large"),
                                Map.of(),
                                List.of())));
        assertThat(commands(Kind.CANARY))
                .contains(
                        "Overrides:[[merge(`{\"InstanceType\":\"m6g.large\"}`,"
                                + "(LaunchTemplate.Overrides[?InstanceType==`\"m5.large\"`"
                                + "&&WeightedCapacity].{WeightedCapacity:WeightedCapacity}|[0])"
                                + "||`{}`)][].merge(@,`{\"ImageId\":\"'ami-0a'\"}`),"
                                + "LaunchTemplate.Overrides[?InstanceType!=`\"m6g.large\"`]][]})})'",
                        "> arm64-web-x86.json");
        assertThat(back()).contains("file://arm64-web-x86.json");
    }

    @Test
    void a_node_group_of_eks_gets_a_second_one_beside_it() {
        add(
                "i-0a",
                verdict(Outcome.CANDIDATE, Effort.LOW, "-2"),
                new Group(
                        "eks-blue-1a2b",
                        TEMPLATE,
                        new ManagedBy(ManagedBy.Service.EKS, "shop", "blue")));
        assertThat(kinds()).containsExactly(Kind.MEASURE, Kind.CANARY, Kind.REST);
        assertThat(commands(Kind.CANARY))
                .contains("--cluster-name shop --nodegroup-name arm64-blue", "m6g.large")
                .doesNotContain("aws autoscaling");
        assertThat(commands(Kind.REST))
                .contains("aws eks update-nodegroup-config", "--nodegroup-name arm64-blue")
                .doesNotContain("aws autoscaling");
        assertThat(back()).contains("--nodegroup-name blue").doesNotContain("aws autoscaling");
    }

    @ParameterizedTest
    @EnumSource(
            value = ManagedBy.Service.class,
            names = {"BEANSTALK", "BATCH"})
    void a_group_that_a_service_manages_is_not_changed(ManagedBy.Service service) {
        add(
                "i-0a",
                verdict(Outcome.CANDIDATE, Effort.LOW, "-2"),
                new Group("awseb-e-1", TEMPLATE, new ManagedBy(service, "shop-env", null)));
        assertThat(kinds()).containsExactly(Kind.MEASURE, Kind.CANARY);
        assertThat(commands(Kind.CANARY)).doesNotContain("aws autoscaling");
        assertThat(only().rollBack()).isEmpty();
    }

    @Test
    void a_group_of_a_stack_has_its_own_steps_and_says_whose_it_is() {
        ManagedBy stack = new ManagedBy(ManagedBy.Service.CLOUDFORMATION, "web", null);
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), new Group("a", TEMPLATE, stack));
        assertThat(commands(Kind.CANARY)).contains("aws autoscaling update-auto-scaling-group");
        assertThat(back()).contains("aws autoscaling update-auto-scaling-group");
        assertThat(stack.message().english()).contains("stack web");
    }

    @Test
    void a_group_of_several_sizes_gets_a_type_for_each_of_them() {
        Group group =
                new Group(
                        "web",
                        new MixedInstances(
                                new Template("lt-0a", "web", "3"),
                                List.of("m5.large", "m5.xlarge"),
                                Map.of(),
                                List.of()));
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), group);
        add("i-0b", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), group);
        instances.add(
                new ScannedInstance(
                        SCOPE,
                        new InstanceReadiness(
                                "i-0c",
                                new Tags(null, null),
                                new Machine("m5.xlarge", "running", new Setup(group, 1)),
                                "shop",
                                Readiness.READY,
                                null,
                                null,
                                new GravitonVerdict(
                                        Outcome.CANDIDATE,
                                        Effort.LOW,
                                        List.of(),
                                        List.of(),
                                        new Destinations(
                                                PriceBasis.ON_DEMAND,
                                                new Option("m6g.xlarge", null, List.of()),
                                                null,
                                                null,
                                                IMAGE))),
                        true,
                        List.of()));

        assertThat(only().targets())
                .isEqualTo(Map.of("m6g.large", "m5.large", "m6g.xlarge", "m5.xlarge"));
        assertThat(only().target()).contains("m6g.large");
        assertThat(commands(Kind.REST))
                .contains("m6g.large", "m6g.xlarge", "InstanceType==`\"m5.xlarge\"`");
    }

    @Test
    void an_image_that_is_not_known_is_asked_for() {
        for (Group group :
                List.of(
                        new Group("web", TEMPLATE),
                        new Group(
                                "api",
                                new MixedInstances(
                                        new Template("lt-0a", "web", "3"),
                                        List.of("m5.large"),
                                        Map.of(),
                                        List.of())))) {
            instances.clear();
            add("i-0a", imageless(), group);
            assertThat(kinds()).contains(Kind.FIND_IMAGE);
            assertThat(commands(Kind.CANARY)).contains("\"${ARM64_IMAGE:?");
            assertThat(commands(Kind.REST)).contains("\"${ARM64_IMAGE:?");
        }
        instances.clear();
        add("i-0a", imageless(), null);
        assertThat(commands(Kind.CANARY)).contains("--image-id \"${ARM64_IMAGE:?");
    }

    private static GravitonVerdict imageless() {
        return new GravitonVerdict(
                Outcome.CANDIDATE,
                Effort.LOW,
                List.of(),
                List.of(),
                destinations("-2", new MatchingImage.None(Message.literal("no sibling"))));
    }

    @Test
    void an_instance_of_its_own_is_launched_beside_the_old_one() {
        instances.add(
                new ScannedInstance(
                        SCOPE,
                        new InstanceReadiness(
                                "i-0a",
                                new Tags(null, null),
                                new Machine("m5.large", "running", new Setup(null, 3)),
                                "shop",
                                Readiness.READY,
                                null,
                                null,
                                verdict(Outcome.CANDIDATE, Effort.LOW, "-2")),
                        true,
                        List.of()));
        assertThat(kinds()).containsExactly(Kind.MEASURE, Kind.BACK_UP, Kind.CANARY);
        assertThat(commands(Kind.CANARY))
                .contains("--instance-type m6g.large --image-id ami-0a", "arm64-i-0a");
        assertThat(back()).contains("start-instances --region us-east-1 --instance-ids i-0a");
    }

    @Test
    void one_without_data_volumes_needs_no_snapshot() {
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null);
        assertThat(kinds()).containsExactly(Kind.MEASURE, Kind.CANARY);
    }

    @Test
    void a_launch_configuration_becomes_a_template_first() {
        add(
                "i-0a",
                verdict(Outcome.CANDIDATE, Effort.LOW, "-2"),
                new Group("web", new LaunchSource.Configuration("web-2019")));
        assertThat(commands(Kind.CANARY))
                .contains("--launch-configuration-names web-2019", "launch template");
        assertThat(only().rollBack()).isEmpty();
    }

    @Test
    void a_policy_by_attributes_and_a_group_that_was_not_read_say_so() {
        add(
                "i-0a",
                verdict(Outcome.CANDIDATE, Effort.LOW, "-2"),
                new Group(
                        "web",
                        new MixedInstances(
                                new Template("lt-0a", null, "3"), List.of(), Map.of(), List.of())));
        assertThat(commands(Kind.CANARY)).contains("by attributes");
        instances.clear();
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), new Group("web", null));
        assertThat(commands(Kind.CANARY)).contains("could not be read");
    }

    @Test
    void what_is_blocked_has_no_steps() {
        add("i-0a", verdict(Outcome.BLOCKED, Effort.HIGH, "-2"), new Group("web", TEMPLATE));
        assertThat(only().steps()).isEmpty();
        assertThat(only().rollBack()).isEmpty();
    }

    @Test
    void credits_are_measured_of_burstable_types_alone() {
        add("i-0a", verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null);
        assertThat(plan().measures())
                .extracting(Message::code)
                .doesNotContain("migration.measure-credits");
        add(
                "i-0b",
                new GravitonVerdict(
                        Outcome.CANDIDATE,
                        Effort.LOW,
                        List.of(),
                        List.of(),
                        new Destinations(
                                PriceBasis.ON_DEMAND,
                                new Option("t4g.micro", new BigDecimal("-1"), List.of()),
                                null,
                                null,
                                IMAGE)),
                null);
        assertThat(plan().measures())
                .extracting(Message::code)
                .contains("migration.measure-credits");
    }

    @Test
    void the_order_in_which_instances_come_has_no_say() {
        for (String id : List.of("i-0c", "i-0a", "i-0b")) {
            add(id, verdict(Outcome.CANDIDATE, Effort.LOW, "-2"), null);
        }
        MigrationPlan once = plan();
        MigrationPlan again = MigrationPlan.of("shop", instances.reversed());
        assertThat(again.moves()).isEqualTo(once.moves());
    }

    private void add(String id, @Nullable GravitonVerdict verdict, @Nullable Group group) {
        instances.add(new ScannedInstance(SCOPE, instance(id, verdict, group), true, List.of()));
    }

    private static InstanceReadiness instance(
            String id, @Nullable GravitonVerdict verdict, @Nullable Group group) {
        return new InstanceReadiness(
                id,
                new Tags("web-1", null),
                new Machine("m5.large", "running", new Setup(group, 1)),
                "shop",
                Readiness.READY,
                null,
                null,
                verdict);
    }

    private static GravitonVerdict verdict(
            Outcome outcome, @Nullable Effort effort, @Nullable String delta) {
        return new GravitonVerdict(
                outcome, effort, List.of(), List.of(), destinations(delta, IMAGE));
    }

    private static GravitonVerdict without(Outcome outcome) {
        return new GravitonVerdict(outcome, null, List.of(), List.of(), Destinations.NONE);
    }

    private static Destinations destinations(@Nullable String delta, MatchingImage image) {
        return new Destinations(
                PriceBasis.ON_DEMAND,
                new Option("m6g.large", delta == null ? null : new BigDecimal(delta), List.of()),
                new Option("m8g.large", null, List.of()),
                null,
                image);
    }

    private MigrationPlan plan() {
        return MigrationPlan.of("shop", instances);
    }

    private Move only() {
        assertThat(plan().moves()).hasSize(1);
        return plan().moves().getFirst();
    }

    private List<Kind> kinds() {
        return only().steps().stream().map(Step::kind).toList();
    }

    private String commands(Kind kind) {
        return only().steps().stream()
                .filter(step -> step.kind() == kind)
                .map(step -> step.commands().english().replace("\n# ", " "))
                .findFirst()
                .orElseThrow();
    }

    private String back() {
        return Objects.requireNonNull(only().rollBack().getFirst()).commands().english();
    }
}
