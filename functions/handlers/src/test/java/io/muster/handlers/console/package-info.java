@NullMarked
package io.muster.handlers.console;

import org.jspecify.annotations.NullMarked;
