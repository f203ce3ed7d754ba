/** Checks of the row CONFIGURE: the host is configured as production asks. */
@NullMarked
package io.muster.readiness.check.configure;

import org.jspecify.annotations.NullMarked;
