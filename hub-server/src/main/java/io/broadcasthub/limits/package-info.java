/** How loaded the hub is, and what it does about it: samples, levels, and what is refused at which. No Netty here. */
@NullMarked
package io.broadcasthub.limits;

import org.jspecify.annotations.NullMarked;
