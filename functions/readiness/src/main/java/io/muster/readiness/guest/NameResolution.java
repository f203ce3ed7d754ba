package io.muster.readiness.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the guest got when it asked for a name.
 *
 * @param name what was asked, where the tool repeats it
 * @param addresses none when the name did not resolve
 */
public record NameResolution(@Nullable String name, List<String> addresses) {

    public NameResolution {
        addresses = List.copyOf(addresses);
    }

    public boolean resolved() {
        return !addresses.isEmpty();
    }
}
