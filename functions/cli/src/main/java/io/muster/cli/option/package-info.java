/** The values that options take, read leniently and refused with a suggestion. */
@NullMarked
package io.muster.cli.option;

import org.jspecify.annotations.NullMarked;
