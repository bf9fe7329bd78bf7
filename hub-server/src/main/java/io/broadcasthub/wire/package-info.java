/** How frames look on a connection: one MessageFormat per wire protocol, framing and compression. */
@NullMarked
package io.broadcasthub.wire;

import org.jspecify.annotations.NullMarked;
