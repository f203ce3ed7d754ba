/** What a scan says about itself: how far it saw, what it cost, what it counted. */
@NullMarked
package io.muster.readiness.scan;

import org.jspecify.annotations.NullMarked;
