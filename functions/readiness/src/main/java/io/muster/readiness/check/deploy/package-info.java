/** Checks of the row DEPLOY: a new version can replace the host without hands. */
@NullMarked
package io.muster.readiness.check.deploy;

import org.jspecify.annotations.NullMarked;
