package io.muster.aws.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a run met in the table that is not as Muster writes it, for a person: the first of it in
 * full, the rest counted.
 */
final class Problems implements Consumer<String> {

    /** A table that was spoiled as a whole would else fill a log. */
    static final int MAX_NAMED = 20;

    private final List<String> named = new ArrayList<>();
    private int more;

    @Override
    public void accept(String problem) {
        if (named.size() < MAX_NAMED) {
            named.add(problem);
        } else {
            more++;
        }
    }

    List<String> list() {
        List<String> all = new ArrayList<>(named);
        if (more > 0) {
            all.add("and %d more".formatted(more));
        }
        return List.copyOf(all);
    }
}
