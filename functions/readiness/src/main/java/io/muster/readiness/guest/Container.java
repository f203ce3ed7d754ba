package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * A running container.
 *
 * @param imageId null where the engine was not asked
 * @param image the name it was started from
 */
public record Container(String id, @Nullable String imageId, @Nullable String image) {}
