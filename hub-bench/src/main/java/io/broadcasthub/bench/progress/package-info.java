/** Waiting, and telling people meanwhile what goes on. */
@NullMarked
package io.broadcasthub.bench.progress;

import org.jspecify.annotations.NullMarked;
