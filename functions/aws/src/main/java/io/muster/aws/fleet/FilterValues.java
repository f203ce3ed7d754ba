package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Names and ids as values of a question, of which each operation takes only so many. */
final class FilterValues {

    /** As many as an EC2 filter takes. */
    static final int MAX_VALUES = 200;

    private FilterValues() {}

    /**
     * Asks for values in as few questions as possible, of about equal size, so that the answers of
     * each stay on few pages.
     *
     * @param most as many as one question takes
     * @param ask for some of the values
     * @return the first answer that is missing, else all of them joined; empty without a question
     *     when there is no value
     */
    static <T> Fact<Map<String, T>> inChunks(
            SortedSet<String> values, int most, Function<List<String>, Fact<Map<String, T>>> ask) {
        List<String> all = List.copyOf(values);
        int chunks = Math.ceilDiv(all.size(), most);
        Map<String, T> found = new LinkedHashMap<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            List<String> some =
                    all.subList(all.size() * chunk / chunks, all.size() * (chunk + 1) / chunks);
            switch (ask.apply(some)) {
                case Known<Map<String, T>> more -> found.putAll(more.value());
                case Missing<Map<String, T>> missing -> {
                    return missing;
                }
            }
        }
        return Fact.known(found);
    }

    /** As above, by an EC2 filter, which reads wildcards in its values. */
    static <T> Fact<Map<String, T>> matching(
            String filter,
            SortedSet<String> values,
            Function<List<Filter>, Fact<Map<String, T>>> ask) {
        return inChunks(values, MAX_VALUES, some -> ask.apply(List.of(filter(filter, some))));
    }

    /** The filter of a name that takes some values. */
    static Filter filter(String name, List<String> values) {
        List<String> literals = values.stream().map(FilterValues::literal).toList();
        return Filter.builder().name(name).values(literals).build();
    }

    /** The facts alone, in the order in which they came. */
    static <T> Fact<List<T>> list(Fact<Map<String, T>> byId) {
        return byId.map(facts -> List.copyOf(facts.values()));
    }

    /** The value as one that matches nothing but itself. */
    static String literal(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
