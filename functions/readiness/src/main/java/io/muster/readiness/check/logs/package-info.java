/** Checks of the row LOGS: what is written down is kept small, and faults in it are read. */
@NullMarked
package io.muster.readiness.check.logs;

import org.jspecify.annotations.NullMarked;
