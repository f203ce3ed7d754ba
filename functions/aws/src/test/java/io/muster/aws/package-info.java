/** Tests of the module as a whole. */
@NullMarked
package io.muster.aws;

import org.jspecify.annotations.NullMarked;
