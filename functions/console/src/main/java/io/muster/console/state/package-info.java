/** What pages tell: a fleet as a scan or a table gives it. */
@NullMarked
package io.muster.console.state;

import org.jspecify.annotations.NullMarked;
