package io.muster.readiness.check;

import io.muster.readiness.check.backupandrestore.VolumeRecentSnapshot;
import io.muster.readiness.check.configure.ClockSynchronised;
import io.muster.readiness.check.configure.DeviceVolumeJoined;
import io.muster.readiness.check.configure.ImdsHopLimit;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.configure.ProbeDocumentCurrent;
import io.muster.readiness.check.configure.ScopeReadable;
import io.muster.readiness.check.costoptimization.AddressAssociated;
import io.muster.readiness.check.costoptimization.Gp3NotGp2;
import io.muster.readiness.check.costoptimization.GravitonTarget;
import io.muster.readiness.check.costoptimization.LogGroupClass;
import io.muster.readiness.check.costoptimization.LogGroupIdle;
import io.muster.readiness.check.costoptimization.SharedTenancy;
import io.muster.readiness.check.costoptimization.SnapshotVolumeExists;
import io.muster.readiness.check.costoptimization.StoppedInstanceVolumes;
import io.muster.readiness.check.costoptimization.VolumeAttached;
import io.muster.readiness.check.costoptimization.VolumeMounted;
import io.muster.readiness.check.deploy.GroupCanLaunch;
import io.muster.readiness.check.deploy.GroupMembersCurrent;
import io.muster.readiness.check.deploy.GroupReplacesInstances;
import io.muster.readiness.check.deploy.InstanceReplaceable;
import io.muster.readiness.check.documentation.DecisionCurrent;
import io.muster.readiness.check.documentation.NameTag;
import io.muster.readiness.check.documentation.OwnerTag;
import io.muster.readiness.check.documentation.RunbookTag;
import io.muster.readiness.check.documentation.WaiveTagsValid;
import io.muster.readiness.check.highavailability.GroupHealthCheckElb;
import io.muster.readiness.check.highavailability.GroupMinimumSize;
import io.muster.readiness.check.highavailability.InstanceStatusOk;
import io.muster.readiness.check.highavailability.LogServerErrors;
import io.muster.readiness.check.highavailability.NoScheduledEvent;
import io.muster.readiness.check.highavailability.VolumeStatusOk;
import io.muster.readiness.check.highavailability.WorkloadMultiZone;
import io.muster.readiness.check.install.Arm64Evidence;
import io.muster.readiness.check.install.ForeignArchitecture;
import io.muster.readiness.check.install.GuestInspected;
import io.muster.readiness.check.install.ImageAge;
import io.muster.readiness.check.install.ImageAvailable;
import io.muster.readiness.check.install.ImageNotDeprecated;
import io.muster.readiness.check.install.OsSupportsArm64;
import io.muster.readiness.check.install.RebootNotPending;
import io.muster.readiness.check.install.SsmManaged;
import io.muster.readiness.check.logs.InstanceShipsLogs;
import io.muster.readiness.check.logs.JournalErrors;
import io.muster.readiness.check.logs.KernelErrors;
import io.muster.readiness.check.logs.LogAgentRuns;
import io.muster.readiness.check.logs.LogBruteForce;
import io.muster.readiness.check.logs.LogFaultsCritical;
import io.muster.readiness.check.logs.LogFaultsMinor;
import io.muster.readiness.check.logs.LogFaultsSerious;
import io.muster.readiness.check.logs.LogGroupFaults;
import io.muster.readiness.check.logs.LogGroupRetention;
import io.muster.readiness.check.logs.LogGroupSilent;
import io.muster.readiness.check.logs.LogShare;
import io.muster.readiness.check.logs.LogStreamSilent;
import io.muster.readiness.check.logs.LogrotateConfigured;
import io.muster.readiness.check.logs.LogsRotated;
import io.muster.readiness.check.metrics.AlarmCoversInstance;
import io.muster.readiness.check.metrics.DetailedMonitoring;
import io.muster.readiness.check.networking.AdminPortClosedToWorld;
import io.muster.readiness.check.networking.AllPortsClosedToWorld;
import io.muster.readiness.check.networking.DefaultRoutePresent;
import io.muster.readiness.check.networking.DnsResolves;
import io.muster.readiness.check.networking.HighRiskPortClosedToWorld;
import io.muster.readiness.check.networking.ListenerExposed;
import io.muster.readiness.check.networking.OpenPortUnused;
import io.muster.readiness.check.networking.PublicAddressExpected;
import io.muster.readiness.check.networking.SourceRangeNarrow;
import io.muster.readiness.check.networking.UnusedGroupClosedToWorld;
import io.muster.readiness.check.performance.CurrentGeneration;
import io.muster.readiness.check.performance.DiskFullExplained;
import io.muster.readiness.check.performance.EbsOptimized;
import io.muster.readiness.check.performance.FilesystemForecast;
import io.muster.readiness.check.performance.FilesystemGrown;
import io.muster.readiness.check.performance.FilesystemInodes;
import io.muster.readiness.check.performance.FilesystemSpace;
import io.muster.readiness.check.performance.FilesystemWritable;
import io.muster.readiness.check.performance.GenerationNotSuperseded;
import io.muster.readiness.check.performance.Gp2Burst;
import io.muster.readiness.check.performance.Io2NotIo1;
import io.muster.readiness.check.provision.LaunchTemplateUsed;
import io.muster.readiness.check.provision.ProvisionedByTemplate;
import io.muster.readiness.check.scalability.GroupCanGrow;
import io.muster.readiness.check.scalability.ScalingPolicyPresent;
import io.muster.readiness.check.security.FailedLogins;
import io.muster.readiness.check.security.InstanceProfileAttached;
import io.muster.readiness.check.security.LastLogins;
import io.muster.readiness.check.security.LogGroupEncrypted;
import io.muster.readiness.check.security.SnapshotEncrypted;
import io.muster.readiness.check.security.VolumeEncrypted;
import java.util.List;
import java.util.Set;

/** The checks that Muster comes with, in the order of their ids. */
public final class BuiltInChecks {

    /**
     * The ids of checks that Muster had and has no more: the next scan resolves their findings. A
     * finding of any other check that is not in the list below is a newer Muster's, and stays.
     */
    private static final Set<String> RETIRED = Set.of();

    private BuiltInChecks() {}

    public static Catalogue catalogue() {
        return Catalogue.of(inOrder(), RETIRED);
    }

    static List<Check<?>> inOrder() {
        return List.of(
                new AddressAssociated(),
                new AdminPortClosedToWorld(),
                new AlarmCoversInstance(),
                new AllPortsClosedToWorld(),
                new Arm64Evidence(),
                new ClockSynchronised(),
                new CurrentGeneration(),
                new DecisionCurrent(),
                new DefaultRoutePresent(),
                new DetailedMonitoring(),
                new DeviceVolumeJoined(),
                new DiskFullExplained(),
                new DnsResolves(),
                new EbsOptimized(),
                new FailedLogins(),
                new FilesystemForecast(),
                new FilesystemGrown(),
                new FilesystemInodes(),
                new FilesystemSpace(),
                new FilesystemWritable(),
                new ForeignArchitecture(),
                new GenerationNotSuperseded(),
                new Gp2Burst(),
                new Gp3NotGp2(),
                new GravitonTarget(),
                new GroupCanGrow(),
                new GroupCanLaunch(),
                new GroupHealthCheckElb(),
                new GroupMembersCurrent(),
                new GroupMinimumSize(),
                new GroupReplacesInstances(),
                new GuestInspected(),
                new HighRiskPortClosedToWorld(),
                new ImageAge(),
                new ImageAvailable(),
                new ImageNotDeprecated(),
                new ImdsHopLimit(),
                new Imdsv2Required(),
                new InstanceProfileAttached(),
                new InstanceReplaceable(),
                new InstanceShipsLogs(),
                new InstanceStatusOk(),
                new Io2NotIo1(),
                new JournalErrors(),
                new KernelErrors(),
                new LastLogins(),
                new LaunchTemplateUsed(),
                new ListenerExposed(),
                new LogAgentRuns(),
                new LogBruteForce(),
                new LogFaultsCritical(),
                new LogFaultsMinor(),
                new LogFaultsSerious(),
                new LogGroupClass(),
                new LogGroupEncrypted(),
                new LogGroupFaults(),
                new LogGroupIdle(),
                new LogGroupRetention(),
                new LogGroupSilent(),
                new LogServerErrors(),
                new LogShare(),
                new LogStreamSilent(),
                new LogrotateConfigured(),
                new LogsRotated(),
                new NameTag(),
                new NoScheduledEvent(),
                new OpenPortUnused(),
                new OsSupportsArm64(),
                new OwnerTag(),
                new ProbeDocumentCurrent(),
                new ProvisionedByTemplate(),
                new PublicAddressExpected(),
                new RebootNotPending(),
                new RunbookTag(),
                new ScalingPolicyPresent(),
                new ScopeReadable(),
                new SharedTenancy(),
                new SnapshotEncrypted(),
                new SnapshotVolumeExists(),
                new SourceRangeNarrow(),
                new SsmManaged(),
                new StoppedInstanceVolumes(),
                new UnusedGroupClosedToWorld(),
                new VolumeAttached(),
                new VolumeEncrypted(),
                new VolumeMounted(),
                new VolumeRecentSnapshot(),
                new VolumeStatusOk(),
                new WaiveTagsValid(),
                new WorkloadMultiZone());
    }
}
