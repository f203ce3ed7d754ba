/** CloudWatch Logs as far as emulators lack it: Logs Insights, and groups with a past. */
@NullMarked
package io.muster.local.logs;

import org.jspecify.annotations.NullMarked;
