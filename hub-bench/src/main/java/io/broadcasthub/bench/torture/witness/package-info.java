/** Honest publishers and subscribers: what was acknowledged must arrive. */
@NullMarked
package io.broadcasthub.bench.torture.witness;

import org.jspecify.annotations.NullMarked;
