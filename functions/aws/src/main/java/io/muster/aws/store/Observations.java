package io.muster.aws.store;

import io.muster.readiness.guest.GuestObservation;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guests whose answers are parsed when they are asked for: parsed, one takes a hundred times the
 * memory of its packed answer. The few asked for last are kept, because each check asks again.
 */
public final class Observations extends AbstractMap<String, GuestObservation> {

    private static final int KEPT = 32;

    /**
     * A guest as it is stored.
     *
     * @param observedAt known without its being taken apart
     */
    record Packed(Instant observedAt, Supplier<GuestObservation> observation) {}

    private final Map<String, Packed> packed;

    private final Map<String, GuestObservation> recent =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, GuestObservation> eldest) {
                    return size() > KEPT;
                }
            };

    Observations(Map<String, Packed> packed) {
        this.packed = packed;
    }

    /** When each was observed, by instance id; none is taken apart for this. */
    public Map<String, Instant> times() {
        Map<String, Instant> times = new HashMap<>();
        packed.forEach((id, guest) -> times.put(id, guest.observedAt()));
        return times;
    }

    @Override
    public synchronized @Nullable GuestObservation get(@Nullable Object id) {
        Packed guest = id == null ? null : packed.get(id);
        return guest == null
                ? null
                : recent.computeIfAbsent(String.valueOf(id), asked -> guest.observation().get());
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return id != null && packed.containsKey(id);
    }

    @Override
    public int size() {
        return packed.size();
    }

    @Override
    public Set<String> keySet() {
        return Set.copyOf(packed.keySet());
    }

    @Override
    public Set<Entry<String, GuestObservation>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return packed.size();
            }

            @Override
            public Iterator<Entry<String, GuestObservation>> iterator() {
                return packed.entrySet().stream()
                        .map(
                                guest ->
                                        Map.entry(
                                                guest.getKey(),
                                                guest.getValue().observation().get()))
                        .iterator();
            }
        };
    }
}
