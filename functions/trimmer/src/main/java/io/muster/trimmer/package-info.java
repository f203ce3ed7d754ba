/** Leaves out of the deployment zip what Muster never calls of the AWS SDK's clients. */
@NullMarked
package io.muster.trimmer;

import org.jspecify.annotations.NullMarked;
