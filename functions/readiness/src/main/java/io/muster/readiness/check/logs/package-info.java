/** Row LOGS: what is written down is kept, kept small, and read. */
@NullMarked
package io.muster.readiness.check.logs;

import org.jspecify.annotations.NullMarked;
