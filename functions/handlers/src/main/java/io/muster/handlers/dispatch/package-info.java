/** From a schedule to one message a scope. */
@NullMarked
package io.muster.handlers.dispatch;

import org.jspecify.annotations.NullMarked;
