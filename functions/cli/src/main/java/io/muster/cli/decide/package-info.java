/** {@code muster decide}: decisions on record. */
@NullMarked
package io.muster.cli.decide;

import org.jspecify.annotations.NullMarked;
