/** RFC 6455 and RFC 7692 for the server side, on raw buffers. Knows frames and limits, nothing of sessions or topics. */
@NullMarked
package io.broadcasthub.transport.ws;

import org.jspecify.annotations.NullMarked;
