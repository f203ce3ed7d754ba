/** The accounts that Muster looks at, and the role that it takes in those that are not its own. */
@NullMarked
package io.muster.aws.account;

import org.jspecify.annotations.NullMarked;
