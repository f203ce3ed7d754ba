/**
 * The SDK's clients as Muster wants them, the count of their calls, and messages for their
 * failures.
 */
@NullMarked
package io.muster.aws.client;

import org.jspecify.annotations.NullMarked;
