/** What the last run showed and found, kept for the next command. */
@NullMarked
package io.muster.cli.kept;

import org.jspecify.annotations.NullMarked;
