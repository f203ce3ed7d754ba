/** {@code muster instances}: which instances are ready. */
@NullMarked
package io.muster.cli.instances;

import org.jspecify.annotations.NullMarked;
