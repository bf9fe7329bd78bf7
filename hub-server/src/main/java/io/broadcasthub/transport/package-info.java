/** What all transports share: accepting, HTTP requests, routes, answers, origins. Each transport is a package below. */
@NullMarked
package io.broadcasthub.transport;

import org.jspecify.annotations.NullMarked;
