package io.muster.readiness.fleet;

import io.muster.readiness.fact.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Facts that note which sources are looked at. */
public final class RecordingFacts extends FleetFacts {

    private final Set<Source<?>> read = new HashSet<>();

    public RecordingFacts(FleetFacts facts) {
        super(facts.scope(), facts.observedAt(), all(facts));
    }

    private static Map<Source<?>, Fact<?>> all(FleetFacts facts) {
        Map<Source<?>, Fact<?>> all = new HashMap<>();
        Source.all().forEach(source -> all.put(source, facts.get(source)));
        return all;
    }

    @Override
    public <T> Fact<T> get(Source<T> source) {
        read.add(source);
        return super.get(source);
    }

    public Set<Source<?>> read() {
        return Set.copyOf(read);
    }
}
