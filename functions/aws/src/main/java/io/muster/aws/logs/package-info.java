/** What the fleet has been saying: CloudWatch Logs, listed and asked through Logs Insights. */
@NullMarked
package io.muster.aws.logs;

import org.jspecify.annotations.NullMarked;
