/** The load: subscribers, in this process and others, and the publisher. */
@NullMarked
package io.broadcasthub.bench.load;

import org.jspecify.annotations.NullMarked;
