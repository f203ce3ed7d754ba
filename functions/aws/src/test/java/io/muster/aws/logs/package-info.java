@NullMarked
package io.muster.aws.logs;

import org.jspecify.annotations.NullMarked;
