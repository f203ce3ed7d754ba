package io.muster.handlers.event;

import io.muster.readiness.fact.Scope;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * A scope as an event names it.
 *
 * @param account twelve digits; null for the function's own
 */
public record AskedScope(@Nullable String account, Region region) {

    /** The scope that is meant by a function of an account. */
    public Scope of(String own) {
        return Scope.of(account == null ? own : account, region.id());
    }
}
