/** What is done to a hub, and how it has to take it. */
@NullMarked
package io.broadcasthub.bench.torture.fault;

import org.jspecify.annotations.NullMarked;
