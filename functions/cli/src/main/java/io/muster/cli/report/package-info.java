/** {@code muster report}: documents for a wiki or a ticket. */
@NullMarked
package io.muster.cli.report;

import org.jspecify.annotations.NullMarked;
