/** That each row of the runbook rings one alarm: what goes wrong, played minute by minute. */
@NullMarked
package io.muster.deployment.incident;

import org.jspecify.annotations.NullMarked;
