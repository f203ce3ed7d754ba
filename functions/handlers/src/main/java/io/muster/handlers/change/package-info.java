/** The function {@code instance-change}: what changed in EC2 is looked at and judged at once. */
@NullMarked
package io.muster.handlers.change;

import org.jspecify.annotations.NullMarked;
