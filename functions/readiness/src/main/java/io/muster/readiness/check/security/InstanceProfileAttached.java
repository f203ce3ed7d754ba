package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * An instance without an instance profile gets its AWS credentials some other way, which in
 * practice is a key in a file that is never rotated; or it has none, and its agents cannot report.
 */
public final class InstanceProfileAttached extends Check.OfInstance {

    public InstanceProfileAttached() {
        super(
                new Rule("instance-profile-attached", SECURITY, MEDIUM),
                """
                # {#attach}
                #   aws ec2 associate-iam-instance-profile --region {region} --instance-id {id} --iam-instance-profile Name=PROFILE
                aws iam list-instance-profiles --query 'InstanceProfiles[].[InstanceProfileName,Roles[0].RoleName]' --output table
                """,
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html");
    }

    private static final Message EXPECTED = Message.of("instance-profile-attached.expected");

    /** DescribeInstances leaves the profile out of an instance that has none. */
    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String profile = instance.options().profileArn();
        return profile == null
                ? Verdict.notReady(EXPECTED, Message.of("instance-profile-attached.missing"))
                : Verdict.ready(
                        EXPECTED,
                        Message.of("instance-profile-attached.attached").with("profile", profile));
    }
}
