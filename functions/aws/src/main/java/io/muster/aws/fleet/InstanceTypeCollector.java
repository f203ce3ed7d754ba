package io.muster.aws.fleet;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
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
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
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
    void prime(Scope scope) {
        withOthers(Map.of(), new TreeSet<>(Set.of("m5.large")));
        loadShapes();
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
                        from.memoryInfo() == null ? null : from.memoryInfo().sizeInMiB(),
                        Boolean.TRUE.equals(from.bareMetal()),
                        Boolean.TRUE.equals(from.burstablePerformanceSupported()),
                        read.text(from.hypervisorAsString()),
                        accelerators(from, read)),
                new InstanceType.Network(
                        network == null ? null : baselineGbps(network.networkCards()),
                        network == null ? null : network.maximumNetworkInterfaces(),
                        network == null ? null : read.text(network.enaSupportAsString())),
                new InstanceType.Ebs(
                        ebs == null ? null : read.text(ebs.ebsOptimizedSupportAsString()),
                        optimized == null ? null : optimized.baselineIops(),
                        optimized == null ? null : optimized.baselineThroughputInMBps(),
                        ebs == null ? null : ebs.maximumEbsAttachments()),
                new InstanceType.LocalDisks(
                        nvme(storage) ? totalGb(storage) : 0, totalGb(storage)));
    }

    private static Set<Architecture> architectures(@Nullable ProcessorInfo processor) {
        return processor == null
                ? Set.of()
                : processor.supportedArchitecturesAsStrings().stream()
                        .map(Architecture::ofLabel)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
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

    private static long totalGb(@Nullable InstanceStorageInfo storage) {
        Long total = storage == null ? null : storage.totalSizeInGB();
        return total == null ? 0 : total;
    }

    private static boolean nvme(@Nullable InstanceStorageInfo storage) {
        String support = storage == null ? null : storage.nvmeSupportAsString();
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
