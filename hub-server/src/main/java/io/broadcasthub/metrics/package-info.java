/** The figures the hub exports. */
@NullMarked
package io.broadcasthub.metrics;

import org.jspecify.annotations.NullMarked;
