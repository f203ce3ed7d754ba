/** Stands between SDK clients and the emulator: passes on, writes down, adds and breaks. */
@NullMarked
package io.muster.local.front;

import org.jspecify.annotations.NullMarked;
