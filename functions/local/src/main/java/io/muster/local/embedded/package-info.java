/**
 * An emulated AWS in the process itself, for the demo: nothing to install, nothing that is left.
 */
@NullMarked
package io.muster.local.embedded;

import org.jspecify.annotations.NullMarked;
