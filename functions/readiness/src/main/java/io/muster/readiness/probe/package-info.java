/**
 * The probe: the script that asks a guest, the document that carries it there, the way its answer
 * comes back and how it becomes facts.
 */
@NullMarked
package io.muster.readiness.probe;

import org.jspecify.annotations.NullMarked;
