/**
 * Leaves out of the deployment zip and the release what Muster never calls of the AWS SDK's
 * clients, and gives classes for old Java the form of today's.
 */
@NullMarked
package io.muster.trimmer;

import org.jspecify.annotations.NullMarked;
