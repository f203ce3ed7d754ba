/** Systems Manager's part that emulators lack: managed nodes whose commands are really run. */
@NullMarked
package io.muster.local.ssm;

import org.jspecify.annotations.NullMarked;
