/**
 * The facts of one scope, joined: from an instance to its volumes, type, image, group, workload.
 */
@NullMarked
package io.muster.readiness.fleet;

import org.jspecify.annotations.NullMarked;
