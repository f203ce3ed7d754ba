/** The probe's way into the guests and back: commands through Systems Manager. */
@NullMarked
package io.muster.aws.guest;

import org.jspecify.annotations.NullMarked;
