/** What is seen of a hub that has too much to do: its levels over time, and what becomes of new work. */
@NullMarked
package io.broadcasthub.bench.overload;

import org.jspecify.annotations.NullMarked;
