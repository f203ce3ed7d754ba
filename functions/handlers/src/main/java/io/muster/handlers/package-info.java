/** The Lambda entry points: an event in, a scan or a finding's change, a line of log. */
@NullMarked
package io.muster.handlers;

import org.jspecify.annotations.NullMarked;
