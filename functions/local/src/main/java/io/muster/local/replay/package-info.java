/** Recorded answers of EC2, Auto Scaling and CloudWatch, served again at any multiple. */
@NullMarked
package io.muster.local.replay;

import org.jspecify.annotations.NullMarked;
