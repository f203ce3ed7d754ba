/** Text from outside, made fit to be kept and shown. */
@NullMarked
package io.muster.readiness.text;

import org.jspecify.annotations.NullMarked;
