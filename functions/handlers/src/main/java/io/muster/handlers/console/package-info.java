/** {@code console}: the pages of the dashboard's widget, from the table. */
@NullMarked
package io.muster.handlers.console;

import org.jspecify.annotations.NullMarked;
