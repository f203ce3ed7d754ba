/** What the sample fleet's regions answer, recorded from an emulator and answered without one. */
@NullMarked
package io.muster.local.recorded;

import org.jspecify.annotations.NullMarked;
