/** The hub as a whole: start, stop, and the only place that names concrete parts. */
@NullMarked
package io.broadcasthub.server;

import org.jspecify.annotations.NullMarked;
