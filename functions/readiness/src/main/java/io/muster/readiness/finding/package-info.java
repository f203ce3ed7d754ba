/** What a person reviews: findings, their life, and what changed since the last look. */
@NullMarked
package io.muster.readiness.finding;

import org.jspecify.annotations.NullMarked;
