/** What instance types cost, from AWS's price list, asked once a week. */
@NullMarked
package io.muster.aws.pricing;

import org.jspecify.annotations.NullMarked;
