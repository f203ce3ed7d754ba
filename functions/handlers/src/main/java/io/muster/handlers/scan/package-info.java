/** {@code fleet-scan}: a scope is scanned and the table brought up to date. */
@NullMarked
package io.muster.handlers.scan;

import org.jspecify.annotations.NullMarked;
