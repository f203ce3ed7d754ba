package io.muster.readiness.check.deploy;

import static io.muster.readiness.checklist.ChecklistRow.DEPLOY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Members that were launched from different versions of a template are different machines under one
 * name: a roll-out that stopped half way, or a change that was not rolled out.
 *
 * <p>What {@code $Latest} and {@code $Default} stand for is not among the facts, so that members
 * which agree among themselves are unknown there; members which do not agree cannot all be current.
 * In a mixed instances policy an instance type may have a template of its own, whose versions count
 * by themselves: there only members of one type are compared.
 */
public final class GroupMembersCurrent extends Check.OfWorkload {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    public GroupMembersCurrent() {
        super(
                new Rule("group-members-current", DEPLOY, MEDIUM),
                """
                # {#refresh}
                aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name {group} --preferences MinHealthyPercentage=90,SkipMatching=true
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html");
    }

    private static final Message EXPECTED = Message.of("group-members-current.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {

        return EachGroup.of(workload, EXPECTED, GroupMembersCurrent::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        return switch (group.launchSource()) {
            case Template template -> judge(group, template, false);
            case MixedInstances mixed ->
                    judge(group, mixed.template(), !mixed.instanceTypes().isEmpty());
            case Configuration configuration ->
                    Verdict.notApplicable(Message.of("group-members-current.no-versions"));
            case None none ->
                    Verdict.unknown(EXPECTED, Message.of("group-members-current.not-returned"));
        };
    }

    private static Verdict judge(AutoScalingGroup group, Template template, boolean perType) {
        List<Member> staying =
                group.members().stream()
                        .filter(member -> !leaving(member))
                        .sorted(Comparator.comparing(Member::instanceId))
                        .toList();
        if (staying.isEmpty()) {
            return Verdict.notApplicable(Message.of("group-members-current.no-instances"));
        }
        String named = template.version();
        String wanted = named != null && NUMBER.matcher(named).matches() ? named : null;
        List<String> silent =
                staying.stream()
                        .filter(member -> member.templateVersion() == null)
                        .map(Member::instanceId)
                        .toList();
        Optional<Verdict> outdated = outdated(group, staying, wanted, perType);
        if (outdated.isPresent()) {
            return outdated.get();
        }
        if (!silent.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("group-members-current.no-version")
                            .with("instances", String.join(", ", silent)));
        }
        return alike(staying, named, wanted);
    }

    /** The members that cannot be current, whatever else is unknown. */
    private static Optional<Verdict> outdated(
            AutoScalingGroup group,
            List<Member> staying,
            @Nullable String wanted,
            boolean perType) {
        SortedMap<String, SortedMap<String, List<String>>> byType =
                byTypeAndVersion(staying, perType);
        List<Message> lines = new ArrayList<>();
        byType.forEach(
                (type, byVersion) -> {
                    boolean differ = byVersion.size() > 1;
                    boolean behind = !perType && wanted != null && !byVersion.containsKey(wanted);
                    if (differ || behind) {
                        byVersion.forEach(
                                (version, ids) ->
                                        lines.add(
                                                version(type)
                                                        .with("version", version)
                                                        .with(
                                                                "instances",
                                                                String.join(", ", ids))));
                    }
                });
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Message actual =
                wanted == null || perType
                        ? Message.of("group-members-current.different")
                        : Message.of("group-members-current.behind").with("version", wanted);
        return Optional.of(
                Verdict.notReady(EXPECTED, actual)
                        .withEvidence(lines)
                        .withRemedyStep(Map.of("group", group.name())));
    }

    private static Message version(String type) {
        return type.isEmpty()
                ? Message.of("group-members-current.version")
                : Message.of("group-members-current.version-of-type").with("type", type);
    }

    /** Members that all came from one version each: is it the one that the group names? */
    private static Verdict alike(
            List<Member> staying, @Nullable String named, @Nullable String wanted) {
        if (wanted == null) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("group-members-current.number-not-known")
                            .with("version", named == null ? "$Default" : named));
        }
        List<String> others =
                staying.stream()
                        .filter(member -> !wanted.equals(member.templateVersion()))
                        .map(Member::instanceId)
                        .toList();
        return others.isEmpty()
                ? Verdict.ready(
                        EXPECTED,
                        Message.of("group-members-current.current").with("version", wanted))
                : Verdict.unknown(
                        EXPECTED,
                        Message.of("group-members-current.other-version")
                                .with("version", wanted)
                                .with("instances", String.join(", ", others)));
    }

    private static SortedMap<String, SortedMap<String, List<String>>> byTypeAndVersion(
            List<Member> members, boolean perType) {
        return members.stream()
                .filter(member -> member.templateVersion() != null)
                .collect(
                        Collectors.groupingBy(
                                member ->
                                        perType ? Objects.toString(member.instanceType(), "") : "",
                                TreeMap::new,
                                Collectors.groupingBy(
                                        member -> String.valueOf(member.templateVersion()),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                Member::instanceId, Collectors.toList()))));
    }

    private static boolean leaving(Member member) {
        String state = member.lifecycleState();
        return state != null && (state.startsWith("Terminat") || state.startsWith("Detach"));
    }
}
