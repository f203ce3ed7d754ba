/** Figures for CloudWatch, written into the log in its embedded metric format. */
@NullMarked
package io.muster.handlers.metric;

import org.jspecify.annotations.NullMarked;
