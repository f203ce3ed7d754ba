/** What is known of the inside of an instance: the facts that the probe brings back. */
@NullMarked
package io.muster.readiness.guest;

import org.jspecify.annotations.NullMarked;
