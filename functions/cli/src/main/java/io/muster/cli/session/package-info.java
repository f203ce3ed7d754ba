/** What one run of the command line works with, and how it reports a failure. */
@NullMarked
package io.muster.cli.session;

import org.jspecify.annotations.NullMarked;
