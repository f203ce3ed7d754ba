/** That what is deployed is what the code needs. */
@NullMarked
package io.muster.deployment;

import org.jspecify.annotations.NullMarked;
