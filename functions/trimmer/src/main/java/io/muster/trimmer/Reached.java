package io.muster.trimmer;

import io.muster.trimmer.Client.Kept;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes of services that can be reached from what stays whole, and the methods that are
 * called on their clients.
 */
final class Reached {

    private static final String MODEL = "/model/";

    /** In the place of a class that belongs to no service. */
    private static final String NO_SERVICE = "";

    private final Map<String, byte[]> ofServices;
    private final Map<String, Set<String>> called = new TreeMap<>();

    /** By shape, the methods that other classes call on it and on what is nested in it. */
    private final Map<String, Set<String>> calledOnShapes = new HashMap<>();

    /** By service, the strings in what is no shape, such as paths to a member of a request. */
    private final Map<String, Set<String>> strings = new HashMap<>();

    private final Set<String> classes = new HashSet<>();
    private final Set<String> reachedClients = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    /** What each class mentions, as far as it is not a client: that depends on what is called. */
    private final Map<String, Mentions> known = new HashMap<>();

    /**
     * Follows every mention.
     *
     * @param whole classes that stay as they are; none belongs to a shape
     * @param ofServices by internal name
     * @param named internal names that resources of services give
     */
    Reached(Iterable<byte[]> whole, Map<String, byte[]> ofServices, Iterable<String> named) {
        this.ofServices = ofServices;
        for (byte[] type : whole) {
            follow(NO_SERVICE, Mentions.of(type, Kept.EVERYTHING));
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

    /**
     * What is used of a shape: methods that other classes call on it and on its builder, and names
     * of members by which the service's own code asks for them.
     */
    Set<String> usedOf(String shape) {
        Set<String> used = new HashSet<>(calledOnShapes.getOrDefault(shape, Set.of()));
        used.addAll(strings.getOrDefault(service(shape), Set.of()));
        return used;
    }

    /** The strings in the services' classes but their shapes. */
    Set<String> strings() {
        return strings.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static String service(String type) {
        int end = type.indexOf('/', Trimmer.SERVICES.length());
        return type.substring(0, end < 0 ? type.length() : end);
    }

    /** A client is looked at again whenever more of it is called than before. */
    private void work() {
        while (!waiting.isEmpty()) {
            String type = waiting.remove();
            byte[] bytes = ofServices.get(type);
            if (bytes != null) {
                follow(type, mentions(type, bytes));
            }
        }
    }

    private Mentions mentions(String type, byte[] bytes) {
        return Client.service(type) == null
                ? known.computeIfAbsent(type, unused -> Mentions.of(bytes, Kept.EVERYTHING))
                : Mentions.of(bytes, kept(type));
    }

    private void follow(String type, Mentions mentions) {
        mentions.classes().forEach(this::reach);
        if (!type.equals(NO_SERVICE) && !type.contains(MODEL)) {
            strings.computeIfAbsent(service(type), unused -> new HashSet<>())
                    .addAll(mentions.classes());
        }
        for (String call : mentions.calls()) {
            int hash = call.indexOf('#');
            String owner = call.substring(0, hash);
            String method = call.substring(hash + 1);
            String shape = Shape.family(owner);
            if (!shape.equals(Shape.family(type)) && ofServices.containsKey(shape)) {
                calledOnShapes.computeIfAbsent(shape, unused -> new HashSet<>()).add(method);
            }
            String service = Client.service(owner);
            if (service != null && called(service).add(method)) {
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
