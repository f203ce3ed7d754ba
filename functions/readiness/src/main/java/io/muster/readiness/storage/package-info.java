/** What EBS volume types give, as AWS defines it. */
@NullMarked
package io.muster.readiness.storage;

import org.jspecify.annotations.NullMarked;
