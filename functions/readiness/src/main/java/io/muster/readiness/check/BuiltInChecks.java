package io.muster.readiness.check;

import io.muster.readiness.check.backupandrestore.VolumeRecentSnapshot;
import io.muster.readiness.check.configure.ImdsHopLimit;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.costoptimization.AddressAssociated;
import io.muster.readiness.check.costoptimization.Gp3NotGp2;
import io.muster.readiness.check.costoptimization.GravitonTarget;
import io.muster.readiness.check.costoptimization.SharedTenancy;
import io.muster.readiness.check.costoptimization.SnapshotVolumeExists;
import io.muster.readiness.check.costoptimization.StoppedInstanceVolumes;
import io.muster.readiness.check.costoptimization.VolumeAttached;
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
import io.muster.readiness.check.install.ImageAge;
import io.muster.readiness.check.install.ImageAvailable;
import io.muster.readiness.check.install.ImageNotDeprecated;
import io.muster.readiness.check.metrics.AlarmCoversInstance;
import io.muster.readiness.check.metrics.DetailedMonitoring;
import io.muster.readiness.check.networking.AdminPortClosedToWorld;
import io.muster.readiness.check.networking.AllPortsClosedToWorld;
import io.muster.readiness.check.networking.PublicAddressExpected;
import io.muster.readiness.check.performance.CurrentGeneration;
import io.muster.readiness.check.performance.EbsOptimized;
import io.muster.readiness.check.performance.Gp2Burst;
import io.muster.readiness.check.performance.Io2NotIo1;
import io.muster.readiness.check.provision.LaunchTemplateUsed;
import io.muster.readiness.check.provision.ProvisionedByTemplate;
import io.muster.readiness.check.scalability.GroupCanGrow;
import io.muster.readiness.check.scalability.ScalingPolicyPresent;
import io.muster.readiness.check.security.InstanceProfileAttached;
import io.muster.readiness.check.security.SnapshotEncrypted;
import io.muster.readiness.check.security.VolumeEncrypted;
import java.util.List;

/** The checks that Muster comes with, in the order of their ids. */
public final class BuiltInChecks {

    private BuiltInChecks() {}

    public static Catalogue catalogue() {
        return Catalogue.of(inOrder());
    }

    static List<Check<?>> inOrder() {
        return List.of(
                new AddressAssociated(),
                new AdminPortClosedToWorld(),
                new AlarmCoversInstance(),
                new AllPortsClosedToWorld(),
                new CurrentGeneration(),
                new DetailedMonitoring(),
                new EbsOptimized(),
                new Gp2Burst(),
                new Gp3NotGp2(),
                new GravitonTarget(),
                new GroupCanGrow(),
                new GroupHealthCheckElb(),
                new GroupMembersCurrent(),
                new GroupMinimumSize(),
                new GroupReplacesInstances(),
                new ImageAge(),
                new ImageAvailable(),
                new ImageNotDeprecated(),
                new ImdsHopLimit(),
                new Imdsv2Required(),
                new InstanceProfileAttached(),
                new InstanceReplaceable(),
                new InstanceStatusOk(),
                new Io2NotIo1(),
                new LaunchTemplateUsed(),
                new NameTag(),
                new NoScheduledEvent(),
                new OwnerTag(),
                new ProvisionedByTemplate(),
                new PublicAddressExpected(),
                new RunbookTag(),
                new ScalingPolicyPresent(),
                new SharedTenancy(),
                new SnapshotEncrypted(),
                new SnapshotVolumeExists(),
                new StoppedInstanceVolumes(),
                new VolumeAttached(),
                new VolumeEncrypted(),
                new VolumeRecentSnapshot(),
                new WorkloadMultiZone());
    }
}
