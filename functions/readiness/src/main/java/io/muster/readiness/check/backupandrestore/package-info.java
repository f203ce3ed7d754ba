/** Checks of the row BACKUP_AND_RESTORE: what is lost can be brought back. */
@NullMarked
package io.muster.readiness.check.backupandrestore;

import org.jspecify.annotations.NullMarked;
