/** What operators and their tools ask: health, metrics and diagnostic pages. Served on the admin listener only. */
@NullMarked
package io.broadcasthub.transport.admin;

import org.jspecify.annotations.NullMarked;
