/** AWS's price list, which emulators lack. */
@NullMarked
package io.muster.local.pricing;

import org.jspecify.annotations.NullMarked;
