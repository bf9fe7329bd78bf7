/** The default engine: every log in this process's memory. */
@NullMarked
package io.broadcasthub.engine.memory;

import org.jspecify.annotations.NullMarked;
