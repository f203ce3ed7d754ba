@NullMarked
package io.muster.handlers.logs;

import org.jspecify.annotations.NullMarked;
