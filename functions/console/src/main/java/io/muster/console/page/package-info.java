/** Pages: what each part says, and the templates that write it. */
@NullMarked
package io.muster.console.page;

import org.jspecify.annotations.NullMarked;
