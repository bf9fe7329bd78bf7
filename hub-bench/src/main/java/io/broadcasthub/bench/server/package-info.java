/** The server under test: started as a child process where wanted, and what the system knows of it. */
@NullMarked
package io.broadcasthub.bench.server;

import org.jspecify.annotations.NullMarked;
