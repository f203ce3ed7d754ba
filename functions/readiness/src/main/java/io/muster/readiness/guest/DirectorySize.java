package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * What a directory holds on its own file system, with everything below it.
 *
 * @param bytes allocated on the disk, rounded as du rounded; null where du did not come to an end
 *     within its time, which the biggest directories are the likeliest not to
 */
public record DirectorySize(String path, @Nullable Long bytes) {}
