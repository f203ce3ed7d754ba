/** One parser per tool that the probe runs: hostile text in, bounded facts out, no exception. */
@NullMarked
package io.muster.readiness.probe.parse;

import org.jspecify.annotations.NullMarked;
