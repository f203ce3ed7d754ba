/** Checks of the row INSTALL: the software on the host is known, supported and installable. */
@NullMarked
package io.muster.readiness.check.install;

import org.jspecify.annotations.NullMarked;
