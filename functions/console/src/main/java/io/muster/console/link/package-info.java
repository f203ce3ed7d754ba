/** Addresses in AWS's own console. */
@NullMarked
package io.muster.console.link;

import org.jspecify.annotations.NullMarked;
