/** What operators and their tools ask: health and metrics. Served on the admin listener only. */
@NullMarked
package io.broadcasthub.transport.admin;

import org.jspecify.annotations.NullMarked;
