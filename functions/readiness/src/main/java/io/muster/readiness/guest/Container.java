package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * A running container.
 *
 * @param imageId null where the engine was not asked
 * @param image the name it was started from
 * @param labelled what the image's label claims to be built for, which may be wrong: its programs'
 *     ELF headers decide
 */
public record Container(
        String id, @Nullable String imageId, @Nullable String image, @Nullable Machine labelled) {

    /** Whether an abbreviated id, such as {@link RunningCode.Executable} has, names it. */
    public boolean isNamedBy(String abbreviated) {
        return !abbreviated.isEmpty() && id.startsWith(abbreviated);
    }
}
