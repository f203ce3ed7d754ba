package io.muster.cli.guest;

import io.muster.cli.session.Session;
import io.muster.readiness.guest.GuestFacts;

/** What the probe saw, above the verdicts: the answers to what a person asks a server first. */
final class GuestPage {

    private final Sheet sheet;

    GuestPage(Session session) {
        this.sheet = new Sheet(session);
    }

    void print(GuestFacts guest) {
        IdentityLines.print(sheet, guest);
        NetworkLines.print(sheet, guest.network());
        StorageLines.print(sheet, guest.storage());
        NetworkLines.listeners(sheet, guest.network());
        LogLines.print(sheet, guest.logs());
    }
}
