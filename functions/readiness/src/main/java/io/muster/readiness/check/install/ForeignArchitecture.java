package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.ToldFaults;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.ForeignPrograms.ForeignProgram;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import java.util.Locale;
import java.util.Map;

/**
 * A program for another processor lies on the host and cannot start: the exporter that was copied
 * from an x86 host to an arm64 one, and whose missing metrics went unnoticed. The file's ELF header
 * decides, not its name.
 */
public final class ForeignArchitecture extends Check.OfGuest {

    public ForeignArchitecture() {
        super(
                new Rule("foreign-architecture", INSTALL, HIGH),
                "Every program on the host is built for its processor",
                limits -> EXPECTED,
                """
                # Install the build for this processor and take the other one away, in the shell that this opens.
                #   uname -m
                aws ssm start-session --region {region} --target {id}

                # In that shell, for each file:
                #   file {path}
                """,
                "https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html");
    }

    private static final String EXPECTED = "programs for the kernel's own machine";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        found.read(guest.facts().software().foreignPrograms(), foreign -> onDisk(foreign, found));
        switch (guest.facts().software().running()) {
            case Known<RunningCode> known -> running(known.value(), found);
            // What runs, runs: without that list the disk alone answers.
            case Missing<RunningCode> missing -> found.evidence(missing.detail());
        }
        ToldFaults.in(guest, thresholds, "exec-format-error")
                .ifPresent(told -> found.evidence("in its logs: " + told));
        if (!guest.facts().run().asRoot()) {
            found.unknown("an ordinary user sees neither what others keep nor what they run");
        }
        return found.verdict(EXPECTED, "no program for another machine was found");
    }

    private static void onDisk(ForeignPrograms foreign, VerdictBuilder found) {
        for (ForeignProgram program : foreign.programs()) {
            if (foreign.kernel().runs(program.machine())) {
                continue;
            }
            if (library(program.path())) {
                // Packages for several machines carry libraries for each, and load the right one.
                found.evidence(
                        "%s is a library for %s"
                                .formatted(program.path(), name(program.machine())));
            } else {
                found.notReady(
                        "%s is built for %s, the kernel for %s"
                                .formatted(
                                        program.path(),
                                        name(program.machine()),
                                        name(foreign.kernel())),
                        Map.of("path", program.path()));
            }
        }
        found.unknownGaps(foreign.programs(), "programs on the disk");
        foreign.partial().forEach(where -> found.unknown("the search did not end: " + where));
    }

    /** Under emulation it starts, slowly; in a container its image is the wrong one. */
    private static void running(RunningCode running, VerdictBuilder found) {
        for (Executable file : running.files()) {
            if (file.kind() == RunningCode.Kind.PROGRAM && !running.kernel().runs(file.machine())) {
                String container = file.container();
                found.notReady(
                        "%s runs%s, built for %s, the kernel for %s"
                                .formatted(
                                        file.path(),
                                        container == null ? "" : " in container " + container,
                                        name(file.machine()),
                                        name(running.kernel())),
                        Map.of("path", file.path()));
            }
        }
    }

    private static boolean library(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".node") || name.matches(".*\\.so(\\.[0-9.]{1,30})?");
    }

    private static String name(Machine machine) {
        return machine == Machine.OTHER
                ? "a machine that EC2 does not have"
                : machine.name().toLowerCase(Locale.ROOT);
    }
}
