package io.muster.readiness.guest;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the guest got when it asked for a name.
 *
 * @param name what was asked, where the tool repeats it
 * @param addresses none when the name did not resolve
 */
public record NameResolution(@Nullable String name, List<String> addresses) {

    private static final Pattern NOWHERE = Pattern.compile("^(?:127\\.|0\\.0\\.0\\.0$|::1?$)");

    public NameResolution {
        addresses = List.copyOf(addresses);
    }

    /** Whether it led to another host: filters answer with no address, or that of the asker. */
    public boolean resolved() {
        return addresses.stream().anyMatch(address -> !NOWHERE.matcher(address).find());
    }
}
