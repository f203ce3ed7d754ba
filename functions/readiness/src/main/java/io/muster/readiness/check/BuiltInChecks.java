package io.muster.readiness.check;

import io.muster.readiness.check.configure.ImdsHopLimit;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.deploy.GroupMembersCurrent;
import io.muster.readiness.check.deploy.GroupReplacesInstances;
import io.muster.readiness.check.deploy.InstanceReplaceable;
import io.muster.readiness.check.documentation.NameTag;
import io.muster.readiness.check.documentation.OwnerTag;
import io.muster.readiness.check.documentation.RunbookTag;
import io.muster.readiness.check.highavailability.GroupHealthCheckElb;
import io.muster.readiness.check.highavailability.GroupMinimumSize;
import io.muster.readiness.check.highavailability.InstanceStatusOk;
import io.muster.readiness.check.highavailability.NoScheduledEvent;
import io.muster.readiness.check.highavailability.WorkloadMultiZone;
import io.muster.readiness.check.metrics.AlarmCoversInstance;
import io.muster.readiness.check.metrics.DetailedMonitoring;
import io.muster.readiness.check.provision.LaunchTemplateUsed;
import io.muster.readiness.check.provision.ProvisionedByTemplate;
import io.muster.readiness.check.scalability.GroupCanGrow;
import io.muster.readiness.check.scalability.ScalingPolicyPresent;
import java.util.List;

/** The checks that Muster comes with, in the order of their ids. */
public final class BuiltInChecks {

    private BuiltInChecks() {}

    public static Catalogue catalogue() {
        return Catalogue.of(inOrder());
    }

    static List<Check<?>> inOrder() {
        return List.of(
                new AlarmCoversInstance(),
                new DetailedMonitoring(),
                new GroupCanGrow(),
                new GroupHealthCheckElb(),
                new GroupMembersCurrent(),
                new GroupMinimumSize(),
                new GroupReplacesInstances(),
                new ImdsHopLimit(),
                new Imdsv2Required(),
                new InstanceReplaceable(),
                new InstanceStatusOk(),
                new LaunchTemplateUsed(),
                new NameTag(),
                new NoScheduledEvent(),
                new OwnerTag(),
                new ProvisionedByTemplate(),
                new RunbookTag(),
                new ScalingPolicyPresent(),
                new WorkloadMultiZone());
    }
}
