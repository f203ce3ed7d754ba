/** That what is deployed is what the code needs. */
@NullMarked
package io.muster.handlers.deployment;

import org.jspecify.annotations.NullMarked;
