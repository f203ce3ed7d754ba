/** The function {@code notify}: what changed in the table is told to programs and people. */
@NullMarked
package io.muster.handlers.notice;

import org.jspecify.annotations.NullMarked;
