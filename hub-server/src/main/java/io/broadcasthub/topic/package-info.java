/** Topics, cursors and fan-out. A loop's share of it is touched by that loop only. */
@NullMarked
package io.broadcasthub.topic;

import org.jspecify.annotations.NullMarked;
