package io.muster.readiness.check;

import io.muster.readiness.check.backupandrestore.VolumeRecentSnapshot;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.costoptimization.AddressAssociated;
import io.muster.readiness.check.costoptimization.Gp3NotGp2;
import io.muster.readiness.check.costoptimization.GravitonTarget;
import io.muster.readiness.check.costoptimization.SharedTenancy;
import io.muster.readiness.check.costoptimization.SnapshotVolumeExists;
import io.muster.readiness.check.costoptimization.StoppedInstanceVolumes;
import io.muster.readiness.check.costoptimization.VolumeAttached;
import io.muster.readiness.check.install.ImageAge;
import io.muster.readiness.check.install.ImageAvailable;
import io.muster.readiness.check.install.ImageNotDeprecated;
import io.muster.readiness.check.networking.AdminPortClosedToWorld;
import io.muster.readiness.check.networking.AllPortsClosedToWorld;
import io.muster.readiness.check.networking.PublicAddressExpected;
import io.muster.readiness.check.performance.CurrentGeneration;
import io.muster.readiness.check.performance.EbsOptimized;
import io.muster.readiness.check.performance.Gp2Burst;
import io.muster.readiness.check.performance.Io2NotIo1;
import io.muster.readiness.check.security.InstanceProfileAttached;
import io.muster.readiness.check.security.SnapshotEncrypted;
import io.muster.readiness.check.security.VolumeEncrypted;
import java.util.List;

/** The checks that Muster comes with, in the order of their ids. */
public final class BuiltInChecks {

    private BuiltInChecks() {}

    public static Catalogue catalogue() {
        return Catalogue.of(
                List.of(
                        new AddressAssociated(),
                        new AdminPortClosedToWorld(),
                        new AllPortsClosedToWorld(),
                        new CurrentGeneration(),
                        new EbsOptimized(),
                        new Gp2Burst(),
                        new Gp3NotGp2(),
                        new GravitonTarget(),
                        new ImageAge(),
                        new ImageAvailable(),
                        new ImageNotDeprecated(),
                        new Imdsv2Required(),
                        new InstanceProfileAttached(),
                        new Io2NotIo1(),
                        new PublicAddressExpected(),
                        new SharedTenancy(),
                        new SnapshotEncrypted(),
                        new SnapshotVolumeExists(),
                        new StoppedInstanceVolumes(),
                        new VolumeAttached(),
                        new VolumeEncrypted(),
                        new VolumeRecentSnapshot()));
    }
}
