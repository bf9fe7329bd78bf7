/** A topic's log: the bounded window of its newest messages. The only queue there is (docs/adr/001). */
@NullMarked
package io.broadcasthub.log;

import org.jspecify.annotations.NullMarked;
