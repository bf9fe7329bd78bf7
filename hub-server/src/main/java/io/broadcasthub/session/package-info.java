/** One connection, whatever its transport: states, heartbeat, limits, and one handler per client message. */
@NullMarked
package io.broadcasthub.session;

import org.jspecify.annotations.NullMarked;
