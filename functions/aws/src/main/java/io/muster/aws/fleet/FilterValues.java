package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Names and ids as values of an EC2 filter, which takes at most 200 and reads wildcards in them.
 */
final class FilterValues {

    static final int MOST = 200;

    private FilterValues() {}

    /**
     * Asks for values in as few questions as possible, of about equal size, so that the answers of
     * each stay on few pages.
     *
     * @param none the answer without a question, when there is no value
     * @param ask for some of the values; its answer to the last is the answer to all
     * @return the first answer that is missing, else the last
     */
    static <T> Fact<T> inChunks(
            SortedSet<String> values, T none, Function<List<String>, Fact<T>> ask) {
        return inChunks(values.stream().map(FilterValues::literal).toList(), MOST, none, ask);
    }

    /** As above, for operations that take fewer values at a time and no wildcards. */
    static <T> Fact<T> inChunks(
            List<String> all, int most, T none, Function<List<String>, Fact<T>> ask) {
        int chunks = (all.size() + most - 1) / most;
        Fact<T> answer = Fact.known(none);
        for (int chunk = 0; chunk < chunks; chunk++) {
            List<String> some =
                    all.subList(all.size() * chunk / chunks, all.size() * (chunk + 1) / chunks);
            answer = answer.flatMap(before -> ask.apply(some));
        }
        return answer;
    }

    /** The filter of a name that takes some values. */
    static List<Filter> filter(String name, List<String> values) {
        return List.of(Filter.builder().name(name).values(values).build());
    }

    /** What was found so far, with what was found now. */
    static <T> List<T> joined(List<T> found, List<T> some) {
        found.addAll(some);
        return found;
    }

    /** What was found so far, with what was found now. */
    static <T> Map<String, T> joined(Map<String, T> found, Map<String, T> some) {
        found.putAll(some);
        return found;
    }

    /** The value as one that matches nothing but itself. */
    private static String literal(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
