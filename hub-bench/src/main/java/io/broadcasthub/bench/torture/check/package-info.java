/** What must be true of a hub whatever is done to it, and what was found not to be. */
@NullMarked
package io.broadcasthub.bench.torture.check;

import org.jspecify.annotations.NullMarked;
