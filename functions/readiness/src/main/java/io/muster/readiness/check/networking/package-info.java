/** Checks of the row NETWORKING: what should be reached can be, and nothing else. */
@NullMarked
package io.muster.readiness.check.networking;

import org.jspecify.annotations.NullMarked;
