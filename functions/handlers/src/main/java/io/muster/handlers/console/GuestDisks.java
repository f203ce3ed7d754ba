package io.muster.handlers.console;

import io.muster.console.state.MachineFacts;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.guest.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page shows of a guest. */
public final class GuestDisks {

    private GuestDisks() {}

    /**
     * The file systems on its disks.
     *
     * @param guest null where it never answered
     */
    public static MachineFacts of(@Nullable GuestObservation guest) {
        if (guest == null || !(guest.facts() instanceof Known<GuestFacts> inside)) {
            return MachineFacts.NONE;
        }
        Fact<Listing<FileSystem>> listed = inside.value().storage().fileSystems();
        return new MachineFacts(
                null,
                List.of(),
                listed.orElse(Listing.of(List.of())).stream().filter(FileSystem::onDisk).toList());
    }
}
