/** {@code muster demo}: the whole way, on a cloud on this machine. */
@NullMarked
package io.muster.cli.demo;

import org.jspecify.annotations.NullMarked;
