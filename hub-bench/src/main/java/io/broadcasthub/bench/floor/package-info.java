/** What one {@code send} a frame and subscriber costs a Java server on Netty's transport, with nothing else done. */
@NullMarked
package io.broadcasthub.bench.floor;

import org.jspecify.annotations.NullMarked;
