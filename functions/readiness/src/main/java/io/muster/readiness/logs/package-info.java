/** What log lines say about a host: signatures of known faults, and how often each was seen. */
@NullMarked
package io.muster.readiness.logs;

import org.jspecify.annotations.NullMarked;
