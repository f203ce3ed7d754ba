/** Reviewed YAML files, read with the place of each thing, so that faults name line and column. */
@NullMarked
package io.muster.cli.yaml;

import org.jspecify.annotations.NullMarked;
