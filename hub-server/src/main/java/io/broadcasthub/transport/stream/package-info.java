/** HTTP streaming: Server-Sent Events and NDJSON on {@code GET /events}. */
@NullMarked
package io.broadcasthub.transport.stream;

import org.jspecify.annotations.NullMarked;
