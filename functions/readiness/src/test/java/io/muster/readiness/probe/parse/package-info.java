/** The parsers against what the tools of each distribution print, and against noise. */
@NullMarked
package io.muster.readiness.probe.parse;

import org.jspecify.annotations.NullMarked;
