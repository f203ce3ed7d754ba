package io.muster.readiness.fleet;

import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogStreams.Stream;
import io.muster.readiness.fact.SignatureCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which log stream is which instance's: by the instance's id in the name of the stream or of its
 * group, by a private DNS name ({@code ip-10-0-0-1}), or by the pattern that a team has set.
 *
 * <p>A private address that two instances share, in two networks, names neither of them.
 */
public final class LogJoin {

    private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8,17}(?![0-9a-f])");
    private static final Pattern HOST =
            Pattern.compile("ip-\\d{1,3}(?:-\\d{1,3}){3}(?!\\d)", Pattern.CASE_INSENSITIVE);

    /** The group of the pattern that holds an instance's id, Name tag or private DNS name. */
    private static final String INSTANCE = "instance";

    private final Pattern pattern;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Set<String>> idsByName = new HashMap<>();
    private final Map<String, List<Log>> byInstance = new HashMap<>();
    private final Map<String, Log> ownerless = new HashMap<>();

    /**
     * What is known of an instance in one group, or of a group's streams that are no instance's.
     *
     * @param streams as listed
     * @param faults that these streams told of
     */
    public record Log(
            LogObservation observation, List<Stream> streams, List<SignatureCount> faults) {

        public Log {
            streams = List.copyOf(streams);
            faults = List.copyOf(faults);
        }

        public String group() {
            return observation.group();
        }
    }

    private LogJoin(Pattern pattern) {
        this.pattern = pattern;
    }

    static LogJoin of(LogFacts logs, List<Instance> instances, String pattern) {
        LogJoin join = new LogJoin(Pattern.compile(pattern));
        instances.stream().filter(instance -> !instance.state().gone()).forEach(join::know);
        logs.observations().values().stream()
                .sorted(Comparator.comparing(LogObservation::group))
                .forEach(join::add);
        return join;
    }

    /** The groups in which an instance has streams, in the order of their names. */
    public List<Log> of(Instance instance) {
        return byInstance.getOrDefault(instance.id(), List.of());
    }

    /** The streams of a group that are no instance's; empty for a group that was not analysed. */
    public Optional<Log> ownerless(String group) {
        return Optional.ofNullable(ownerless.get(group));
    }

    private void know(Instance instance) {
        ids.add(instance.id());
        name(instance.name(), instance);
        String host = instance.network().privateDnsName();
        if (host != null) {
            name(host, instance);
            name(host.split("\\.", 2)[0], instance);
        }
    }

    private void name(@Nullable String name, Instance instance) {
        if (name != null && !name.isEmpty()) {
            idsByName
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new TreeSet<>())
                    .add(instance.id());
        }
    }

    private void add(LogObservation observation) {
        String group = observation.group();
        Map<String, List<Stream>> streams =
                observation.streams().map(LogStreams::streams).orElse(List.of()).stream()
                        .collect(Collectors.groupingBy(stream -> owner(group, stream.name())));
        Map<String, List<SignatureCount>> faults =
                observation.counts().faults().stream()
                        .collect(Collectors.groupingBy(fault -> owner(group, fault.stream())));
        Set<String> owners = new TreeSet<>(streams.keySet());
        owners.addAll(faults.keySet());
        owners.add("");
        for (String owner : owners) {
            Log log =
                    new Log(
                            observation,
                            streams.getOrDefault(owner, List.of()),
                            faults.getOrDefault(owner, List.of()));
            if (owner.isEmpty()) {
                ownerless.put(group, log);
            } else {
                byInstance.computeIfAbsent(owner, unused -> new ArrayList<>()).add(log);
            }
        }
    }

    /** The id of the instance that a stream belongs to; empty for none. */
    private String owner(String group, String stream) {
        String owner = ownerBy(stream);
        return owner.isEmpty() ? ownerBy(group) : owner;
    }

    private String ownerBy(String name) {
        Matcher id = ID.matcher(name);
        while (id.find()) {
            if (ids.contains(id.group())) {
                return id.group();
            }
        }
        Matcher host = HOST.matcher(name);
        if (host.find()) {
            String owner = named(host.group());
            if (!owner.isEmpty()) {
                return owner;
            }
        }
        Matcher configured = pattern.matcher(name);
        if (pattern.namedGroups().containsKey(INSTANCE) && configured.find()) {
            String found = configured.group(INSTANCE);
            return found == null ? "" : ids.contains(found) ? found : named(found);
        }
        return "";
    }

    private String named(String name) {
        Set<String> owners = idsByName.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of());
        return owners.size() == 1 ? owners.iterator().next() : "";
    }
}
