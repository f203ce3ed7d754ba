/**
 * Lambda's event source mappings, which emulators lack. How a queue, a stream and the deployment
 * zip are run by them is a fixture of the tests.
 */
@NullMarked
package io.muster.local.lambda;

import org.jspecify.annotations.NullMarked;
