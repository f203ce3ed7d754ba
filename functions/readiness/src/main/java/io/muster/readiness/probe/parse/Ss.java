package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ss -tnlp} and {@code ss -tunlp}, with or without its heading: {@code LISTEN 0 128
 * 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=912,fd=3))}. The protocol stands in front only where more
 * than one was asked for.
 */
public final class Ss {

    static final int MOST = 1_000;

    /**
     * A process may call itself anything, quotes, commas and a number of another process too, in
     * fifteen bytes (TASK_COMM_LEN of linux/sched.h, without its closing zero): the last place
     * within these where a number follows is where the name ends.
     */
    private static final Pattern USER =
            Pattern.compile("users:\\(\\(\"(?<name>.{0,15})\",pid=(?:(?<pid>[^,]*),)?");

    private Ss() {}

    public static Fact<Listing<Listener>> parse(String output) {
        Rows<Listener> rows = new Rows<>("ss", MOST, output);
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (!heading(words)) {
                rows.add(listener(line, words));
            }
        }
        return rows.orNone();
    }

    private static boolean heading(List<String> words) {
        return words.getFirst().equals("State") || words.getFirst().equals("Netid");
    }

    private static @Nullable Listener listener(String line, List<String> words) {
        boolean named = words.getFirst().equals("tcp") || words.getFirst().equals("udp");
        int state = named ? 1 : 0;
        if (words.size() < state + 5) {
            return null;
        }
        boolean datagram = words.get(state).equals("UNCONN");
        if (!datagram && !words.get(state).equals("LISTEN")) {
            return null;
        }
        Matcher user = USER.matcher(line);
        boolean told = user.find();
        return at(
                named ? words.getFirst() : datagram ? "udp" : "tcp",
                words.get(state + 3),
                told ? user.group("name") : null,
                told ? Numbers.small(user.group("pid")) : null);
    }

    /** Makes a listener of {@code address:port}; null where that makes no sense. */
    static @Nullable Listener at(
            String protocol, String local, @Nullable String process, @Nullable Integer pid) {
        int colon = local.lastIndexOf(':');
        Integer port = colon < 0 ? null : Numbers.small(local.substring(colon + 1));
        if (port == null || port < 1 || port > 65_535) {
            return null;
        }
        String address = Addresses.bare(local.substring(0, colon));
        if (!address.equals("*") && !Addresses.isAddress(address)) {
            return null;
        }
        return new Listener(protocol, Field.text(address), port, Field.orNull(process), pid);
    }
}
