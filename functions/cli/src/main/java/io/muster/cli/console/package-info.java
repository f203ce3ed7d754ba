/** {@code muster console}: the widget of the dashboard, on this machine. */
@NullMarked
package io.muster.cli.console;

import org.jspecify.annotations.NullMarked;
