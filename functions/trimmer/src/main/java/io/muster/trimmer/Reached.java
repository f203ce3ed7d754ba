package io.muster.trimmer;

import io.muster.trimmer.Client.Kept;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of services that can be reached from what stays whole, and the methods that are
 * called on their clients.
 */
final class Reached {

    private final Map<String, byte[]> ofServices;
    private final Map<String, Set<String>> called = new TreeMap<>();
    private final Set<String> classes = new HashSet<>();
    private final Set<String> reachedClients = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    /** What each class mentions, as far as it is not a client: that depends on what is called. */
    private final Map<String, Mentions> known = new HashMap<>();

    /**
     * Follows every mention.
     *
     * @param whole classes that stay as they are
     * @param ofServices by internal name
     * @param named internal names that resources of services give
     */
    Reached(Iterable<byte[]> whole, Map<String, byte[]> ofServices, Iterable<String> named) {
        this.ofServices = ofServices;
        for (byte[] type : whole) {
            follow(Mentions.of(type, Kept.EVERYTHING));
        }
        named.forEach(this::reach);
        work();
    }

    /** Whether a class of a service is needed. */
    Set<String> classes() {
        return classes;
    }

    /** What stays of a class that is needed. */
    Kept kept(String type) {
        String service = Client.service(type);
        return service == null ? Kept.EVERYTHING : new Kept(called(service));
    }

    /** A client is looked at again whenever more of it is called than before. */
    private void work() {
        while (!waiting.isEmpty()) {
            String type = waiting.remove();
            byte[] bytes = ofServices.get(type);
            if (bytes != null) {
                follow(mentions(type, bytes));
            }
        }
    }

    private Mentions mentions(String type, byte[] bytes) {
        return Client.service(type) == null
                ? known.computeIfAbsent(type, unused -> Mentions.of(bytes, Kept.EVERYTHING))
                : Mentions.of(bytes, kept(type));
    }

    private void follow(Mentions mentions) {
        mentions.classes().forEach(this::reach);
        for (String call : mentions.calls()) {
            int hash = call.indexOf('#');
            String service = Client.service(call.substring(0, hash));
            if (service != null && called(service).add(call.substring(hash + 1))) {
                reachedClients.stream()
                        .filter(client -> service.equals(Client.service(client)))
                        .forEach(waiting::add);
            }
        }
    }

    private void reach(String type) {
        if (ofServices.containsKey(type) && classes.add(type)) {
            waiting.add(type);
            @Nullable String service = Client.service(type);
            if (service != null) {
                reachedClients.add(type);
            }
        }
    }

    private Set<String> called(String service) {
        return called.computeIfAbsent(service, unused -> new HashSet<>());
    }
}
