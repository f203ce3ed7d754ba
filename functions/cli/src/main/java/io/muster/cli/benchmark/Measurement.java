package io.muster.cli.benchmark;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process says about itself when its work is done.
 *
 * @param exitCode of the command that was measured
 * @param wallMillis from the start of the virtual machine, its own start-up included
 * @param cpuMillis of all threads, the compiler's and the collector's included
 * @param peakHeapBytes the sum of the most that each heap pool ever held
 * @param peakResidentBytes the most memory that the process ever took, 0 where the system does not
 *     say (it does on Linux)
 * @param outputBytes what the command printed
 */
record Measurement(
        int exitCode,
        long wallMillis,
        long cpuMillis,
        long peakHeapBytes,
        long peakResidentBytes,
        long outputBytes) {

    /** Measures this process so far. */
    static Measurement ofThisProcess(int exitCode, long outputBytes) throws IOException {
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getProcessCpuTime();
        long heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                        .sum();
        return new Measurement(
                exitCode,
                ManagementFactory.getRuntimeMXBean().getUptime(),
                cpu / 1_000_000,
                heap,
                peakResident(),
                outputBytes);
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                JSON.std.asString(
                        Map.of(
                                "exitCode", exitCode,
                                "wallMillis", wallMillis,
                                "cpuMillis", cpuMillis,
                                "peakHeapBytes", peakHeapBytes,
                                "peakResidentBytes", peakResidentBytes,
                                "outputBytes", outputBytes)));
    }

    static Measurement read(Path file) throws IOException {
        Map<String, Object> fields = JSON.std.mapFrom(Files.readString(file));
        return new Measurement(
                (int) number(fields, "exitCode"),
                number(fields, "wallMillis"),
                number(fields, "cpuMillis"),
                number(fields, "peakHeapBytes"),
                number(fields, "peakResidentBytes"),
                number(fields, "outputBytes"));
    }

    private static long number(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The high water mark of resident memory that Linux keeps, in bytes. */
    private static long peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElse(0);
    }
}
