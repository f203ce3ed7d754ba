package io.muster.handlers.console;

import io.muster.console.state.AttachedVolume;
import io.muster.console.state.MachineFacts;
import io.muster.console.state.MachineFacts.Disks;
import io.muster.console.state.MachineFacts.Ports;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Related;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a table knows of the inside of an instance, for its page. */
public final class StoredMachine {

    private StoredMachine() {}

    /**
     * The disks, ports and logs.
     *
     * @param guest its newest answer
     * @param listed as the newest scan lists it; null where it does not
     * @param groups those of the scope by id, as far as a scan kept them
     */
    public static MachineFacts of(
            Fact<GuestObservation> guest,
            @Nullable InstanceReadiness listed,
            Map<String, SecurityGroup> groups) {
        Related related = listed == null ? null : listed.machine().related();
        return new MachineFacts(
                architecture(guest, listed),
                disks(guest),
                new Ports(
                        guest.flatMap(GuestObservation::facts)
                                .flatMap(inside -> inside.network().listeners()),
                        related == null
                                ? MachineFacts.notKept()
                                : groups(related.securityGroups(), groups)),
                related == null ? null : related.logs());
    }

    /**
     * A guest's newest answer as a fact.
     *
     * @param guest null where it never answered
     */
    public static Fact<GuestObservation> answer(@Nullable GuestObservation guest) {
        return guest == null
                ? Fact.missing(Why.NOT_COLLECTED, Message.of("console.never-answered"))
                : Fact.known(guest);
    }

    /** As the kernel says it; else only that an instance which need not move is on arm64. */
    private static @Nullable Architecture architecture(
            Fact<GuestObservation> guest, @Nullable InstanceReadiness listed) {
        if (guest.flatMap(GuestObservation::facts).flatMap(inside -> inside.identity().kernel())
                instanceof Known<Kernel> kernel) {
            return kernel.value().machine().architecture();
        }
        GravitonVerdict verdict = listed == null ? null : listed.graviton();
        return verdict != null && verdict.outcome() == Outcome.READY ? Architecture.ARM64 : null;
    }

    /** Of the volumes it is the guest that tells. */
    private static Disks disks(Fact<GuestObservation> guest) {
        if (!(guest instanceof Known<GuestObservation> known)
                || !(known.value().facts() instanceof Known<GuestFacts> inside)) {
            return new Disks(List.of(), List.of(), DiskHistory.NONE);
        }
        Storage storage = inside.value().storage();
        return new Disks(
                storage.blockDevices().orElse(Listing.of(List.of())).stream()
                        .map(AttachedVolume::of)
                        .flatMap(Optional::stream)
                        .toList(),
                storage.fileSystems().orElse(Listing.of(List.of())).stream()
                        .filter(FileSystem::onDisk)
                        .toList(),
                known.value().history());
    }

    private static Fact<List<SecurityGroup>> groups(
            List<String> ids, Map<String, SecurityGroup> groups) {
        List<SecurityGroup> found = new ArrayList<>();
        for (String id : ids) {
            SecurityGroup group = groups.get(id);
            if (group == null) {
                return MachineFacts.notKept();
            }
            found.add(group);
        }
        return Fact.known(found);
    }
}
