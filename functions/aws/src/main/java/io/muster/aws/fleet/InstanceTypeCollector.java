package io.muster.aws.fleet;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.InstanceType.EbsCard;
import io.muster.readiness.fact.InstanceType.LocalDisks;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DefaultConnectionTrackingConfiguration;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DiskInfo;
import software.amazon.awssdk.services.ec2.model.EbsCardInfo;
import software.amazon.awssdk.services.ec2.model.EbsInfo;
import software.amazon.awssdk.services.ec2.model.EbsOptimizedInfo;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStorageInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;

/**
 * Reads the instance types that a fleet's verdicts need: every current arm64 type, among which a
 * target is chosen, then those in use that were not among them.
 *
 * <p>Types are asked for by filter, not by name: a name that the region does not have is no error
 * to a filter, and filters may be paged.
 */
final class InstanceTypeCollector extends SelectiveCollector<Ec2Client, Map<String, InstanceType>> {

    private static final int PAGE = 100;

    private static final List<Filter> CURRENT_ARM64 =
            List.of(
                    FilterValues.filter("processor-info.supported-architecture", List.of("arm64")),
                    FilterValues.filter("current-generation", List.of("true")));

    InstanceTypeCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.INSTANCE_TYPES,
                "ec2:DescribeInstanceTypes",
                DescribeInstanceTypesResponse.builder(),
                Source.INSTANCES,
                all -> FleetCollector.inUse(all, Instance::instanceType),
                "m5.large");
    }

    /**
     * Every current arm64 type, and those in use.
     *
     * @param inUse names of types; without any, nothing is asked
     */
    @Override
    Fact<Map<String, InstanceType>> of(Scope scope, SortedSet<String> inUse) {
        return inUse.isEmpty()
                ? Fact.known(Map.of())
                : matching(CURRENT_ARM64).flatMap(candidates -> withOthers(candidates, inUse));
    }

    /** Only a type that exists answers, and the candidates need not be read for it. */
    @Override
    Fact<Map<String, InstanceType>> prime(Scope scope) {
        loadShapes();
        return withOthers(Map.of(), new TreeSet<>(Set.of(InstanceCollector.PRIMING_TYPE)));
    }

    private Fact<Map<String, InstanceType>> withOthers(
            Map<String, InstanceType> candidates, SortedSet<String> inUse) {
        SortedSet<String> others = new TreeSet<>(inUse);
        others.removeAll(candidates.keySet());
        return FilterValues.matching("instance-type", others, this::matching)
                .map(
                        found -> {
                            found.putAll(candidates);
                            return found;
                        });
    }

    private Fact<Map<String, InstanceType>> matching(List<Filter> filters) {
        DescribeInstanceTypesRequest.Builder request =
                DescribeInstanceTypesRequest.builder().filters(filters).maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeInstanceTypes(request.nextToken(token).build()),
                        DescribeInstanceTypesResponse::nextToken,
                        DescribeInstanceTypesResponse::instanceTypes,
                        InstanceTypeInfo::instanceTypeAsString)
                .byId(InstanceTypeCollector::translate);
    }

    private static InstanceType translate(InstanceTypeInfo from, FieldReader read) {
        NetworkInfo network = from.networkInfo();
        EbsInfo ebs = from.ebsInfo();
        EbsOptimizedInfo optimized = ebs == null ? null : ebs.ebsOptimizedInfo();
        InstanceStorageInfo storage = from.instanceStorageInfo();
        return new InstanceType(
                read.text(from.instanceTypeAsString(), "name"),
                from.currentGeneration(),
                new InstanceType.Compute(
                        architectures(from.processorInfo()),
                        from.vCpuInfo() == null ? null : from.vCpuInfo().defaultVCpus(),
                        from.vCpuInfo() == null ? null : from.vCpuInfo().defaultCores(),
                        from.memoryInfo() == null ? null : from.memoryInfo().sizeInMiB(),
                        Boolean.TRUE.equals(from.bareMetal()),
                        Boolean.TRUE.equals(from.burstablePerformanceSupported()),
                        read.text(from.hypervisorAsString()),
                        accelerators(from, read)),
                new InstanceType.Network(
                        network == null ? null : baselineGbps(network.networkCards()),
                        network == null ? null : network.maximumNetworkInterfaces(),
                        network == null ? null : read.text(network.enaSupportAsString()),
                        network == null
                                ? null
                                : idleTcpSeconds(network.connectionTrackingConfiguration())),
                new InstanceType.Ebs(
                        ebs == null ? null : read.text(ebs.ebsOptimizedSupportAsString()),
                        optimized == null ? null : optimized.baselineIops(),
                        optimized == null ? null : optimized.baselineThroughputInMBps(),
                        ebs == null ? null : fastest(ebs.ebsCards()),
                        ebs == null ? null : ebs.maximumEbsAttachments(),
                        ebs == null ? null : read.text(ebs.attachmentLimitTypeAsString())),
                localDisks(storage));
    }

    private static Set<Architecture> architectures(@Nullable ProcessorInfo processor) {
        return processor == null
                ? Set.of()
                : processor.supportedArchitecturesAsStrings().stream()
                        .map(Architecture::ofLabel)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }

    private static @Nullable Integer idleTcpSeconds(
            @Nullable DefaultConnectionTrackingConfiguration tracking) {
        return tracking == null ? null : tracking.defaultTcpEstablishedTimeout();
    }

    /** Of one card, the figures of the type say all. */
    private static @Nullable EbsCard fastest(List<EbsCardInfo> cards) {
        int iops = 0;
        double mbytes = 0;
        for (EbsCardInfo card : cards) {
            Integer baselineIops = card.baselineIops();
            Double baselineMbytes = card.baselineThroughputInMBps();
            iops = Math.max(iops, baselineIops == null ? 0 : baselineIops);
            mbytes = Math.max(mbytes, baselineMbytes == null ? 0 : baselineMbytes);
        }
        return cards.size() < 2 ? null : new EbsCard(iops, mbytes);
    }

    /** Null as soon as one card's is not given: the rest of the cards is not the whole. */
    private static @Nullable Double baselineGbps(List<NetworkCardInfo> cards) {
        double sum = 0;
        for (NetworkCardInfo card : cards) {
            Double baseline = card.baselineBandwidthInGbps();
            if (baseline == null) {
                return null;
            }
            sum += baseline;
        }
        return cards.isEmpty() ? null : sum;
    }

    /** What is not told to be an HDD counts as what may not become one. */
    private static LocalDisks localDisks(@Nullable InstanceStorageInfo storage) {
        if (storage == null) {
            return LocalDisks.NONE;
        }
        long hddGb = 0;
        for (DiskInfo disk : storage.disks()) {
            Long size = disk.sizeInGB();
            Integer count = disk.count();
            if ("hdd".equals(disk.typeAsString()) && size != null && count != null) {
                hddGb += size * count;
            }
        }
        long totalGb = totalGb(storage);
        return new LocalDisks(
                Math.max(0, totalGb - hddGb),
                Math.min(hddGb, totalGb),
                nvme(storage) ? totalGb : 0);
    }

    private static long totalGb(InstanceStorageInfo storage) {
        Long total = storage.totalSizeInGB();
        return total == null ? 0 : total;
    }

    private static boolean nvme(InstanceStorageInfo storage) {
        String support = storage.nvmeSupportAsString();
        return "required".equals(support) || "supported".equals(support);
    }

    /** A device without a name still is one, so it counts under what it is. */
    private static Set<String> accelerators(InstanceTypeInfo from, FieldReader read) {
        List<String> names = new ArrayList<>();
        if (from.gpuInfo() != null) {
            from.gpuInfo().gpus().forEach(gpu -> names.add(named(gpu.name(), "GPU")));
        }
        if (from.fpgaInfo() != null) {
            from.fpgaInfo().fpgas().forEach(fpga -> names.add(named(fpga.name(), "FPGA")));
        }
        if (from.inferenceAcceleratorInfo() != null) {
            from.inferenceAcceleratorInfo()
                    .accelerators()
                    .forEach(chip -> names.add(named(chip.name(), "inference accelerator")));
        }
        if (from.neuronInfo() != null) {
            from.neuronInfo()
                    .neuronDevices()
                    .forEach(chip -> names.add(named(chip.name(), "Neuron")));
        }
        if (from.mediaAcceleratorInfo() != null) {
            from.mediaAcceleratorInfo()
                    .accelerators()
                    .forEach(chip -> names.add(named(chip.name(), "media accelerator")));
        }
        return read.textSet(names, name -> name);
    }

    private static String named(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name;
    }
}
