/** Connections to a hub that do as they are told, right or wrong. Blocking. */
@NullMarked
package io.broadcasthub.bench.torture.peer;

import org.jspecify.annotations.NullMarked;
