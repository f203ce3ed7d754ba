/** {@code muster invoke}: a function on this machine. */
@NullMarked
package io.muster.cli.invoke;

import org.jspecify.annotations.NullMarked;
