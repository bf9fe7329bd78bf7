/** Where messages get their place: the Engine interface and what passes through it. No Netty here. */
@NullMarked
package io.broadcasthub.engine;

import org.jspecify.annotations.NullMarked;
