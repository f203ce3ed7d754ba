package io.muster.aws.store;

import io.muster.readiness.guest.GuestObservation;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guests that are taken apart when they are asked for: taken apart, one takes a hundred times the
 * memory of its packed answer. The few asked for last are kept, because each check asks again.
 */
final class Observations extends AbstractMap<String, GuestObservation> {

    private static final int KEPT = 32;

    private final Map<String, Supplier<GuestObservation>> packed;

    private final Map<String, GuestObservation> recent =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, GuestObservation> eldest) {
                    return size() > KEPT;
                }
            };

    Observations(Map<String, Supplier<GuestObservation>> packed) {
        this.packed = packed;
    }

    @Override
    public synchronized @Nullable GuestObservation get(@Nullable Object id) {
        Supplier<GuestObservation> answer = id == null ? null : packed.get(id);
        return answer == null
                ? null
                : recent.computeIfAbsent(String.valueOf(id), asked -> answer.get());
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
                Iterator<Entry<String, Supplier<GuestObservation>>> all =
                        packed.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Entry<String, GuestObservation> next() {
                        Entry<String, Supplier<GuestObservation>> next = all.next();
                        return Map.entry(next.getKey(), next.getValue().get());
                    }
                };
            }
        };
    }
}
