/** The command line: options and output. What a command does is done elsewhere. */
@NullMarked
package io.broadcasthub.cli;

import org.jspecify.annotations.NullMarked;
