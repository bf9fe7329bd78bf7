/**
 * Broadcasters that leak, each in one of the three ways that streaming servers are known to leak in, to be held against the
 * hub by {@code hub bench leaks}. Each is written as such servers are, but for one mistake, which its comment names.
 */
@NullMarked
package io.broadcasthub.bench.leaky;

import org.jspecify.annotations.NullMarked;
