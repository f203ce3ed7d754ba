package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code netstat -tnlp} of net-tools and busybox: {@code tcp6 0 0 :::22 :::* LISTEN 912/sshd}, in
 * which the process is {@code -} to those who may not see it and may hold blanks.
 */
public final class Netstat {

    private static final Set<String> PROTOCOLS = Set.of("tcp", "tcp6", "udp", "udp6");

    private Netstat() {}

    public static Fact<Listing<Listener>> parse(String output) {
        Rows<Listener> rows = new Rows<>("netstat", Ss.MOST, output);
        boolean heading = false;
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            heading |= line.startsWith("Proto ") || line.startsWith("Active Internet");
            if (words.size() < 5 || !PROTOCOLS.contains(words.getFirst())) {
                continue;
            }
            boolean tcp = words.getFirst().startsWith("tcp");
            if (tcp && (words.size() < 6 || !words.get(5).equals("LISTEN"))) {
                continue;
            }
            rows.add(listener(line, words, tcp));
        }
        return rows.items().isEmpty() && !heading
                ? Unreadable.of("netstat", output)
                : rows.orNone();
    }

    /** Without -W, an address with its port has this many characters at most, and is cut. */
    private static final int MAX_ADDRESS_LENGTH = 23;

    private static @Nullable Listener listener(String line, List<String> words, boolean tcp) {
        if (words.getFirst().endsWith("6") && words.get(3).length() == MAX_ADDRESS_LENGTH) {
            return null;
        }
        String owner = Field.after(line, tcp ? 6 : 5).strip();
        int slash = owner.indexOf('/');
        return Ss.at(
                tcp ? "tcp" : "udp",
                words.get(3),
                slash < 0 ? null : owner.substring(slash + 1),
                slash < 0 ? null : Numbers.small(owner.substring(0, slash)));
    }
}
