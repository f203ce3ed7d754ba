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
import io.muster.readiness.text.Message;
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
                limits -> EXPECTED,
                """
                # {#replace}
                #   uname -m
                aws ssm start-session --region {region} --target {id}

                # {#inspect}
                #   file {path}
                """,
                "https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html");
    }

    private static final Message EXPECTED = Message.of("foreign-architecture.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        found.read(guest.facts().software().foreignPrograms(), foreign -> onDisk(foreign, found));
        switch (guest.facts().software().running()) {
            case Known<RunningCode> known -> running(known.value(), found);
            // What runs, runs: without that list the disk alone answers.
            case Missing<RunningCode> missing ->
                    found.evidence(Message.of("common.not-seen").with("why", missing.detail()));
        }
        ToldFaults.in(guest, thresholds, "exec-format-error")
                .ifPresent(
                        fault ->
                                found.evidence(Message.of("install.in-logs").with("fault", fault)));
        if (!guest.facts().run().asRoot()) {
            found.unknown(Message.of("foreign-architecture.not-root"));
        }
        return found.verdict(EXPECTED, Message.of("foreign-architecture.none"));
    }

    private static void onDisk(ForeignPrograms foreign, VerdictBuilder found) {
        for (ForeignProgram program : foreign.programs()) {
            if (foreign.kernel().runs(program.machine())) {
                continue;
            }
            if (library(program.path())) {
                // Packages for several machines carry libraries for each, and load the right one.
                found.evidence(
                        Message.of("foreign-architecture.library")
                                .with("path", program.path())
                                .with("machine", name(program.machine())));
            } else {
                found.notReady(
                        Message.of("foreign-architecture.on-disk")
                                .with("path", program.path())
                                .with("machine", name(program.machine()))
                                .with("kernel", name(foreign.kernel())),
                        Map.of("path", program.path()));
            }
        }
        found.unknownGaps(foreign.programs(), Message.of("foreign-architecture.programs"));
        foreign.partial()
                .forEach(
                        directory ->
                                found.unknown(
                                        Message.of("foreign-architecture.search-not-finished")
                                                .with("directory", directory)));
    }

    /** Under emulation it starts, slowly; in a container its image is the wrong one. */
    private static void running(RunningCode running, VerdictBuilder found) {
        for (Executable file : running.files()) {
            if (file.kind() == RunningCode.Kind.PROGRAM && !running.kernel().runs(file.machine())) {
                found.notReady(
                        where(file)
                                .with("path", file.path())
                                .with("machine", name(file.machine()))
                                .with("kernel", name(running.kernel())),
                        Map.of("path", file.path()));
            }
        }
    }

    private static Message where(Executable file) {
        String container = file.container();
        return container == null
                ? Message.of("foreign-architecture.running")
                : Message.of("foreign-architecture.running-in-container")
                        .with("container", container);
    }

    private static boolean library(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".node") || name.matches(".*\\.so(\\.[0-9.]{1,30})?");
    }

    private static Message name(Machine machine) {
        return machine == Machine.OTHER
                ? Message.of("foreign-architecture.other-machine")
                : Message.literal(machine.name().toLowerCase(Locale.ROOT));
    }
}
