/** DynamoDB's tables in memory, as far as Muster and a person's first commands use them. */
@NullMarked
package io.muster.local.dynamodb;

import org.jspecify.annotations.NullMarked;
