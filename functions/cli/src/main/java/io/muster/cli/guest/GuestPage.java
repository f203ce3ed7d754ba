package io.muster.cli.guest;

import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.readiness.guest.GuestFacts;

/** What the probe saw, above the verdicts: what a person asks a machine first. */
final class GuestPage {

    private final Sheet sheet;

    GuestPage(Session session) {
        this.sheet = new Sheet(Page.of(session));
    }

    void print(GuestFacts guest) {
        IdentityLines.print(sheet, guest);
        NetworkLines.print(sheet, guest.network());
        StorageLines.print(sheet, guest.storage());
        NetworkLines.listeners(sheet, guest.network());
        LogLines.print(sheet, guest.logs(), guest.vitals().failedUnits());
    }
}
