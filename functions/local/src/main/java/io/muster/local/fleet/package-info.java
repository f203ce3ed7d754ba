/** A fleet that shows every check both ways, and how it gets into an emulator. */
@NullMarked
package io.muster.local.fleet;

import org.jspecify.annotations.NullMarked;
