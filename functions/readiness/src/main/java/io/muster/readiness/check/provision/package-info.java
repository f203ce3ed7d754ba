/** Checks of the row PROVISION: the host came from a template that can make it again. */
@NullMarked
package io.muster.readiness.check.provision;

import org.jspecify.annotations.NullMarked;
