package io.muster.readiness.check.performance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The families of instance types that follow each other: of one purpose, one maker of processors
 * and the same extras, oldest first. EC2 says of a family whether it is current, and not what
 * follows.
 *
 * <p>Source: the names of the families (EC2 User Guide, instance type naming conventions) and the
 * list of DescribeInstanceTypes, to which a test holds them.
 */
enum FamilyLine {
    GENERAL_INTEL("m1", "m3", "m4", "m5", "m6i", "m7i", "m8i"),
    GENERAL_AMD("m5a", "m6a", "m7a", "m8a"),
    GENERAL_GRAVITON("a1", "m6g", "m7g", "m8g"),
    GENERAL_INTEL_DISK("m5d", "m6id", "m8id"),
    GENERAL_GRAVITON_DISK("m6gd", "m7gd", "m8gd"),
    GENERAL_INTEL_NETWORK("m5n", "m6in", "m8in"),
    BURSTABLE_INTEL("t1", "t2", "t3"),
    COMPUTE_INTEL("c1", "c3", "c4", "c5", "c6i", "c7i", "c8i"),
    COMPUTE_AMD("c5a", "c6a", "c7a", "c8a"),
    COMPUTE_GRAVITON("c6g", "c7g", "c8g"),
    COMPUTE_INTEL_DISK("c5d", "c6id", "c8id"),
    COMPUTE_GRAVITON_DISK("c6gd", "c7gd", "c8gd"),
    COMPUTE_INTEL_NETWORK("c5n", "c6in", "c8in"),
    COMPUTE_GRAVITON_NETWORK("c6gn", "c7gn", "c8gn"),
    MEMORY_INTEL("m2", "r3", "r4", "r5", "r6i", "r7i", "r8i"),
    MEMORY_AMD("r5a", "r6a", "r7a", "r8a"),
    MEMORY_GRAVITON("r6g", "r7g", "r8g"),
    MEMORY_INTEL_DISK("r5d", "r6id", "r8id"),
    MEMORY_GRAVITON_DISK("r6gd", "r7gd", "r8gd"),
    MEMORY_INTEL_NETWORK("r5n", "r6in", "r8in"),
    STORAGE_INTEL("i2", "i3", "i4i", "i7i"),
    STORAGE_GRAVITON("i4g", "i8g"),
    DENSE_STORAGE("d2", "d3");

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that is
    private final List<String> families;

    FamilyLine(String... families) {
        this.families = List.of(families);
    }

    List<String> families() {
        return families;
    }

    /** The families that follow a family, oldest first; empty where none is known. */
    static List<String> after(String family) {
        Optional<FamilyLine> line =
                Arrays.stream(values()).filter(each -> each.families.contains(family)).findFirst();
        return line.map(
                        each ->
                                each.families.subList(
                                        each.families.indexOf(family) + 1, each.families.size()))
                .orElse(List.of());
    }
}
