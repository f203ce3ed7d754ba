/** Which arm64 instance types can take over from which others. */
@NullMarked
package io.muster.readiness.graviton;

import org.jspecify.annotations.NullMarked;
