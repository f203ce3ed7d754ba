/** {@code guest-probe} and {@code guest-results}: guests are asked, and their answers judged. */
@NullMarked
package io.muster.handlers.guest;

import org.jspecify.annotations.NullMarked;
