package io.muster.local.fleet;

import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What loading the sample fleet came to.
 *
 * @param made how many things had to be made in EC2, or were recorded; 0 when all was there
 * @param leftOut messages about what the emulator does not offer
 */
public record Loaded(int made, List<Message> leftOut) {

    public Loaded {
        leftOut = List.copyOf(leftOut);
    }

    Loaded and(Loaded other) {
        List<Message> both = new ArrayList<>(leftOut);
        both.addAll(other.leftOut);
        return new Loaded(made + other.made, both);
    }
}
