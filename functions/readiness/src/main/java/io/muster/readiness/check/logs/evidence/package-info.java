/**
 * What logs tell: faults, silence and refused log-ins, as evidence that several checks judge by.
 */
@NullMarked
package io.muster.readiness.check.logs.evidence;

import org.jspecify.annotations.NullMarked;
