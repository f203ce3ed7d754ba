/** The local cloud: an emulated AWS on this machine, and the front that stands before it. */
@NullMarked
package io.muster.local;

import org.jspecify.annotations.NullMarked;
