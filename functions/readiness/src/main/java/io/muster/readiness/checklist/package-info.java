/** What findings are told in: the rows of the checklist, severities, remedies, quantities. */
@NullMarked
package io.muster.readiness.checklist;

import org.jspecify.annotations.NullMarked;
