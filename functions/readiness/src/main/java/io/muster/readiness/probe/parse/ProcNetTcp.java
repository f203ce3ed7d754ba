package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/net/tcp} and {@code /proc/net/tcp6}, one after the other. Sockets in state 0A
 * listen; the kernel does not say here which process holds them.
 */
public final class ProcNetTcp {

    private static final String LISTENING = "0A";

    private ProcNetTcp() {}

    public static Fact<Listing<Listener>> parse(String output) {
        Rows<Listener> rows = new Rows<>("/proc/net/tcp", Ss.MOST, output);
        boolean heading = false;
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (words.size() < 4) {
                continue;
            }
            if (words.getFirst().equals("sl")) {
                heading = true;
            } else if (words.get(3).equals(LISTENING)) {
                rows.add(listener(words.get(1)));
            }
        }
        return rows.items().isEmpty() && !heading
                ? Unreadable.of("/proc/net/tcp", output)
                : rows.orNone();
    }

    private static @Nullable Listener listener(String local) {
        int colon = local.indexOf(':');
        String address = colon < 0 ? null : Addresses.ofKernel(local.substring(0, colon));
        Long port = colon < 0 ? null : Numbers.hex(local.substring(colon + 1));
        return address == null || port == null || port < 1 || port > 65_535
                ? null
                : new Listener("tcp", address, port.intValue(), null, null);
    }
}
