/** What starts a function: events of schedules, queues and EventBridge, read strictly. */
@NullMarked
package io.muster.handlers.event;

import org.jspecify.annotations.NullMarked;
