package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * Dedicated hardware costs extra. It may be needed, for a license that counts sockets or a
 * compliance rule about other tenants, but nothing that EC2 reports says so.
 */
public final class SharedTenancy extends Check.OfInstance {

    public SharedTenancy() {
        super(
                new Rule("shared-tenancy", COST_OPTIMIZATION, MEDIUM),
                """
                # {#tenancy}
                aws ec2 describe-instances --region {region} --instance-ids {id} --query 'Reservations[].Instances[].Placement'
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-instance.html");
    }

    private static final Message EXPECTED = Message.of("shared-tenancy.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return switch (instance.placement().tenancy()) {
            case DEFAULT -> Verdict.ready(EXPECTED, Message.of("shared-tenancy.default"));
            case DEDICATED ->
                    Verdict.neverShown(
                            EXPECTED,
                            Message.of("shared-tenancy.dedicated"),
                            Message.of("shared-tenancy.dedicated-cost"));
            case HOST ->
                    Verdict.neverShown(
                            EXPECTED,
                            Message.of("shared-tenancy.host"),
                            Message.of("shared-tenancy.host-cost"));
        };
    }
}
