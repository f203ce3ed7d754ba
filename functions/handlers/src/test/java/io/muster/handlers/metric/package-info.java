@NullMarked
package io.muster.handlers.metric;

import org.jspecify.annotations.NullMarked;
