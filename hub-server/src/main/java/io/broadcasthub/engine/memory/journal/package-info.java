/** The files of a data directory: what is written in them, and how they are read again. Knows nothing of topics' life. */
@NullMarked
package io.broadcasthub.engine.memory.journal;

import org.jspecify.annotations.NullMarked;
