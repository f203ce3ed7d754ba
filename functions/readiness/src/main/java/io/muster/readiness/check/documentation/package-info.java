/** Checks of the row DOCUMENTATION: it has an owner, and it is written down how to run it. */
@NullMarked
package io.muster.readiness.check.documentation;

import org.jspecify.annotations.NullMarked;
