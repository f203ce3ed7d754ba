/** {@code muster permissions}: what IAM must allow. */
@NullMarked
package io.muster.cli.permissions;

import org.jspecify.annotations.NullMarked;
