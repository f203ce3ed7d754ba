/** Finds or starts an emulator of AWS: each source in its own class, tried in order. */
@NullMarked
package io.muster.local.emulator;

import org.jspecify.annotations.NullMarked;
