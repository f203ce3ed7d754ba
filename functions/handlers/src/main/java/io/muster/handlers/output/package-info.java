/** What functions write: lines of their logs, answers and messages, as JSON. */
@NullMarked
package io.muster.handlers.output;

import org.jspecify.annotations.NullMarked;
