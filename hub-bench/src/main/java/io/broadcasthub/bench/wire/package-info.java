/** What goes over the wire, read with as little work as can be: the generator shares the machine with what it measures. */
@NullMarked
package io.broadcasthub.bench.wire;

import org.jspecify.annotations.NullMarked;
