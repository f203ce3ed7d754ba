/** The one table: findings, the scopes' summaries, and how they are read and written. */
@NullMarked
package io.muster.aws.store;

import org.jspecify.annotations.NullMarked;
