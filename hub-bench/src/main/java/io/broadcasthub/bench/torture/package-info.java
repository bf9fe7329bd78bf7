/** A hub under torture: what is done to it, by whom, from one seed; and the verdict. */
@NullMarked
package io.broadcasthub.bench.torture;

import org.jspecify.annotations.NullMarked;
