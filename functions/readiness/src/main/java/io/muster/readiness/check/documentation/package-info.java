/** Checks of the row DOCUMENTATION: somebody owns it, and it is written down how to run it. */
@NullMarked
package io.muster.readiness.check.documentation;

import org.jspecify.annotations.NullMarked;
