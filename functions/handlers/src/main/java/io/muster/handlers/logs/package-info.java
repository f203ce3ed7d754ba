/** What starts the analysis of logs, and what it answers. */
@NullMarked
package io.muster.handlers.logs;

import org.jspecify.annotations.NullMarked;
