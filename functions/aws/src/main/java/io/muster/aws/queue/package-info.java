/** Messages that functions send each other through SQS. */
@NullMarked
package io.muster.aws.queue;

import org.jspecify.annotations.NullMarked;
