/** {@code muster.yaml}: settings and defaults of options in a file. */
@NullMarked
package io.muster.cli.configuration;

import org.jspecify.annotations.NullMarked;
