/** The broadcaster that anybody would write with Netty in an afternoon, to be compared with. */
@NullMarked
package io.broadcasthub.bench.naive;

import org.jspecify.annotations.NullMarked;
