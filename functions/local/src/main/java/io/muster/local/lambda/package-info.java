/**
 * Lambda on this machine: the deployment zip under AWS's own runtime interface client, configured
 * as the deployed function is.
 */
@NullMarked
package io.muster.local.lambda;

import org.jspecify.annotations.NullMarked;
