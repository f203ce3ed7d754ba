/** Checks of the row SECURITY: data and credentials are protected. */
@NullMarked
package io.muster.readiness.check.security;

import org.jspecify.annotations.NullMarked;
