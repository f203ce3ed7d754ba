/** {@code muster scan}: ask AWS, judge, show. */
@NullMarked
package io.muster.cli.scan;

import org.jspecify.annotations.NullMarked;
