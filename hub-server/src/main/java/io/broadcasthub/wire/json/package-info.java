/** The hub.v1.json form of messages, written straight into Netty buffers. */
@NullMarked
package io.broadcasthub.wire.json;

import org.jspecify.annotations.NullMarked;
