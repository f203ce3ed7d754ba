package io.muster.readiness.guest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last time that a user logged in.
 *
 * @param from an address or a host name; null for the console
 * @param at null where the record has no year
 */
public record Login(
        String user, @Nullable String terminal, @Nullable String from, @Nullable Instant at) {}
