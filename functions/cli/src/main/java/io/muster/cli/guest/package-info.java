/** {@code muster guest}: this machine, or a recorded one, judged from inside, without AWS. */
@NullMarked
package io.muster.cli.guest;

import org.jspecify.annotations.NullMarked;
