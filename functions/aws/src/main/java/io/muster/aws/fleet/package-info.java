/** Collectors: from AWS's control planes to the facts of one scope. */
@NullMarked
package io.muster.aws.fleet;

import org.jspecify.annotations.NullMarked;
