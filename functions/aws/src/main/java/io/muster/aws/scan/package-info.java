/** One scan of one scope: collect, judge, report. */
@NullMarked
package io.muster.aws.scan;

import org.jspecify.annotations.NullMarked;
