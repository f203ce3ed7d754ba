/** Ways to tell programs and people what changed. */
@NullMarked
package io.muster.aws.notice;

import org.jspecify.annotations.NullMarked;
