/** What every function takes from where it runs, and how it answers and logs. */
@NullMarked
package io.muster.handlers.runtime;

import org.jspecify.annotations.NullMarked;
