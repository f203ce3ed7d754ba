package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;

/**
 * Hardware of one's own costs extra. It may be needed, for a licence that counts sockets or a rule
 * about neighbours, but nothing that EC2 reports says so.
 */
public final class SharedTenancy extends Check.OfInstance {

    public SharedTenancy() {
        super(
                new Rule("shared-tenancy", COST_OPTIMIZATION, MEDIUM),
                "The host shares its hardware, or there is a reason why not",
                """
                # Ask who owns the licences. If none needs the hardware, launch the next host with the tenancy
                # default. Between dedicated and host it changes while the instance is stopped.
                aws ec2 describe-instances --region {region} --instance-ids {id} --query 'Reservations[].Instances[].Placement'
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-instance.html");
    }

    private static final String EXPECTED = "tenancy default, unless a licence or a rule needs more";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return switch (instance.placement().tenancy()) {
            case DEFAULT -> Verdict.ready(EXPECTED, "tenancy default");
            case DEDICATED ->
                    Verdict.neverShown(
                            EXPECTED,
                            "tenancy dedicated; whether a licence or a rule needs it is not visible",
                            "a dedicated instance costs more by the hour, and the first one that runs adds an hourly fee for the whole region");
            case HOST ->
                    Verdict.neverShown(
                            EXPECTED,
                            "tenancy host; whether a licence or a rule needs it is not visible",
                            "a Dedicated Host is paid whole, however many instances run on it");
        };
    }
}
