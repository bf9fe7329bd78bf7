/** The hub as a whole: what an embedding program and the command line start. */
@NullMarked
package io.broadcasthub.server;

import org.jspecify.annotations.NullMarked;
