/** The least that a Java server can do on Netty's transport: what the kernel and the socket calls cost, and nothing else. */
@NullMarked
package io.broadcasthub.bench.floor;

import org.jspecify.annotations.NullMarked;
