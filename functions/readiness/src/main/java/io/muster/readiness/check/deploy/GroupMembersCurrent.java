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
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Members that were launched from different versions of a template are different machines under one
 * name: a roll-out that stopped half way, or a change that was not rolled out.
 *
 * <p>Members which do not agree cannot all be current, whatever the group names. In a mixed
 * instances policy an instance type may have a template of its own, whose versions count by
 * themselves: where there is one, only members of one type are compared.
 */
public final class GroupMembersCurrent extends Check.OfWorkload {

    public GroupMembersCurrent() {
        super(
                new Rule("group-members-current", DEPLOY, MEDIUM),
                """
                # {#refresh}
                aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name {group} --preferences MinHealthyPercentage=90,SkipMatching=true

                # {#blocked}
                aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {blockedGroup} --query 'AutoScalingGroups[].[LaunchTemplate,MixedInstancesPolicy.LaunchTemplate]'
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html");
        reads(Source.LAUNCH_TEMPLATES, Source.IMAGES, Source.SECURITY_GROUPS);
    }

    private static final Message EXPECTED = Message.of("group-members-current.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        return EachGroup.of(workload, EXPECTED, group -> judge(group, fleet));
    }

    private static Verdict judge(AutoScalingGroup group, Fleet fleet) {
        return switch (group.launchSource()) {
            case Template template -> judge(group, template, false, fleet);
            case MixedInstances mixed ->
                    judge(group, mixed.template(), !mixed.templates().isEmpty(), fleet);
            case Configuration configuration ->
                    Verdict.notApplicable(Message.of("group-members-current.no-versions"));
            case None none ->
                    Verdict.unknown(EXPECTED, Message.of("group-members-current.not-returned"));
        };
    }

    private static Verdict judge(
            AutoScalingGroup group, Template template, boolean perType, Fleet fleet) {
        List<Member> staying =
                group.members().stream()
                        .filter(member -> !leaving(member))
                        .sorted(Comparator.comparing(Member::instanceId))
                        .toList();
        if (staying.isEmpty()) {
            return Verdict.notApplicable(Message.of("group-members-current.no-instances"));
        }
        Fact<String> wanted = wanted(template, fleet);
        List<String> silent =
                staying.stream()
                        .filter(member -> member.templateVersion() == null)
                        .map(Member::instanceId)
                        .toList();
        List<Message> lines = outdated(staying, wanted, perType);
        if (!lines.isEmpty()) {
            return Verdict.notReady(
                            EXPECTED,
                            perType
                                    ? DIFFERENT
                                    : wanted.map(GroupMembersCurrent::behind).orElse(DIFFERENT))
                    .withEvidence(lines)
                    .withRemedyStep(step(group, fleet));
        }
        if (!silent.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("group-members-current.no-version")
                            .with("instances", String.join(", ", silent)));
        }
        return Verdict.of(EXPECTED, wanted, version -> alike(staying, version));
    }

    /** The number of the version that the group names, as members say it. */
    private static Fact<String> wanted(Template template, Fleet fleet) {
        String named = template.versionOrDefault();
        if (!named.startsWith("$")) {
            return Fact.known(named);
        }
        return fleet.versionOf(template)
                .flatMap(
                        number ->
                                number.map(found -> Fact.known(found.toString()))
                                        .orElseGet(
                                                () ->
                                                        Fact.missing(
                                                                Why.NOT_REPORTED,
                                                                Message.of(
                                                                                "group-members-current.no-such-version")
                                                                        .with("version", named))));
    }

    /** Instances that a refresh would end are not replaced where a launch fails. */
    private static Map<String, String> step(AutoScalingGroup group, Fleet fleet) {
        return Map.of(fleet.launchOf(group).blocked() ? "blockedGroup" : "group", group.name());
    }

    private static final Message DIFFERENT = Message.of("group-members-current.different");

    private static Message behind(String version) {
        return Message.of("group-members-current.behind").with("version", version);
    }

    /** The members that cannot be current, whatever else is unknown. */
    private static List<Message> outdated(
            List<Member> staying, Fact<String> wanted, boolean perType) {
        SortedMap<String, SortedMap<String, List<String>>> byType =
                byTypeAndVersion(staying, perType);
        List<Message> lines = new ArrayList<>();
        byType.forEach(
                (type, byVersion) -> {
                    boolean differ = byVersion.size() > 1;
                    boolean behind =
                            !perType
                                    && wanted.map(version -> !byVersion.containsKey(version))
                                            .orElse(false);
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
        return lines;
    }

    private static Message version(String type) {
        return type.isEmpty()
                ? Message.of("group-members-current.version")
                : Message.of("group-members-current.version-of-type").with("type", type);
    }

    /** Members that all came from one version each: is it the one that the group names? */
    private static Verdict alike(List<Member> staying, String wanted) {
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
