package io.muster.readiness.graviton;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is different on a target type, for better or worse. */
public final class Changes {

    /** Of these, release 8 on arm64 has memory pages of 64 KiB, and release 9 of 4 KiB again. */
    private static final Set<String> LARGE_PAGES =
            Set.of("rhel", "centos", "rocky", "almalinux", "ol");

    private final InstanceType source;
    private final InstanceType target;
    private final List<Message> lines = new ArrayList<>();

    private Changes(InstanceType source, InstanceType target) {
        this.source = source;
        this.target = target;
    }

    /**
     * The differences that AWS's figures and the processor make, those of size first.
     *
     * @param system of the guest, which decides on the size of memory pages
     */
    public static List<Message> of(
            InstanceType source, InstanceType target, Fact<OperatingSystem> system) {
        Changes changes = new Changes(source, target);
        changes.size();
        changes.bandwidth();
        changes.localDisks();
        changes.idleConnections();
        changes.processor();
        changes.pages(system);
        return List.copyOf(changes.lines);
    }

    private void size() {
        Message text = Message.of("graviton-target.change-vcpus");
        compare(text, type -> type.compute().vcpus(), String::valueOf);
        Message cores = cores(target);
        if (cores != null && source.compute().cores() != null && !cores.equals(cores(source))) {
            lines.add(cores);
        }
        compare(
                Message.of("graviton-target.change-memory"),
                type -> type.compute().memoryMib(),
                mib -> Quantity.size(mib << 20));
    }

    /** A vCPU is a core, or a thread of one. */
    private static @Nullable Message cores(InstanceType type) {
        Integer vcpus = type.compute().vcpus();
        Integer cores = type.compute().cores();
        if (vcpus == null || cores == null || cores == 0) {
            return null;
        }
        return vcpus.equals(cores)
                ? Message.of("graviton-target.vcpu-is-core")
                : Message.of("graviton-target.vcpu-is-thread");
    }

    private void bandwidth() {
        compare(
                Message.of("graviton-target.change-network"),
                type -> type.network().baselineGbps(),
                gbps -> plain(gbps) + " Gbit/s");
        compare(
                Message.of("graviton-target.change-ebs-iops"),
                type -> type.ebs().baselineIops(),
                String::valueOf);
        compare(
                Message.of("graviton-target.change-ebs-throughput"),
                type -> type.ebs().baselineMbytesPerSecond(),
                mbytes -> plain(mbytes) + " MB/s");
        Integer iops = target.ebs().cardIops();
        Double mbytes = target.ebs().cardMbytesPerSecond();
        if (target.ebs().card() != null && iops != null && mbytes != null) {
            lines.add(
                    Message.of("graviton-target.change-ebs-cards")
                            .with("iops", iops)
                            .with("throughput", plain(mbytes) + " MB/s"));
        }
    }

    private void localDisks() {
        compare(
                Message.of("graviton-target.change-local-disk"),
                type -> type.localDisks().totalGb(),
                size -> size + " GB");
        if (source.localDisks().hddGb() > 0
                && target.localDisks().hddGb() == 0
                && target.localDisks().ssdGb() > 0) {
            lines.add(Message.of("graviton-target.hdd-becomes-ssd"));
        }
    }

    private void idleConnections() {
        compare(
                Message.of("graviton-target.change-idle-tcp"),
                type -> type.network().idleTcpSeconds(),
                seconds -> seconds + " s");
    }

    private void processor() {
        Processors.Answer answer = Processors.of(target.family());
        GravitonProcessor processor = answer.processor();
        if (!answer.listed()) {
            lines.add(
                    Message.of("graviton-target.processor-derived")
                            .with("family", target.family())
                            .with("processor", answer.label()));
        }
        if (!processor.runs32Bit()) {
            lines.add(Message.of("graviton-target.no-32-bit").with("processor", answer.label()));
        }
        processor
                .newestRefusedKernel()
                .ifPresent(
                        series ->
                                lines.add(
                                        Message.of("graviton-target.refuses-kernel")
                                                .with("processor", answer.label())
                                                .with("series", series)));
    }

    private void pages(Fact<OperatingSystem> system) {
        if (system instanceof Known<OperatingSystem> known) {
            String version = Objects.requireNonNullElse(known.value().versionId(), "");
            boolean eight = version.equals("8") || version.startsWith("8.");
            if (eight && LARGE_PAGES.contains(known.value().id())) {
                lines.add(
                        Message.of("graviton-target.large-pages")
                                .with("system", known.value().prettyName()));
            }
        }
    }

    private <T extends Comparable<T>> void compare(
            Message text, Function<InstanceType, @Nullable T> figure, Function<T, String> write) {
        T from = figure.apply(source);
        T to = figure.apply(target);
        if (from != null && to != null && from.compareTo(to) != 0) {
            lines.add(text.with("from", write.apply(from)).with("to", write.apply(to)));
        }
    }

    /** By way of the shortest decimal, so that 78.75 does not show the noise of a double. */
    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
