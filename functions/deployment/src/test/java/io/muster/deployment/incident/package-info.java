/** That each row of the runbook fires one alarm: each fault is simulated minute by minute. */
@NullMarked
package io.muster.deployment.incident;

import org.jspecify.annotations.NullMarked;
