/** The hub's public protocol: topics, positions, frames and codes. No I/O, no Netty. */
@NullMarked
package io.broadcasthub.protocol;

import org.jspecify.annotations.NullMarked;
