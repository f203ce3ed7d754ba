/**
 * An organisation of many accounts, as far as the functions that work through it ask AWS for it.
 */
@NullMarked
package io.muster.local.organization;

import org.jspecify.annotations.NullMarked;
