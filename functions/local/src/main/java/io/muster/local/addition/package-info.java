/** What the emulators lack or get wrong, one class for each operation. */
@NullMarked
package io.muster.local.addition;

import org.jspecify.annotations.NullMarked;
