/** Which thread runs what: annotations and the scopes that end tasks. */
@NullMarked
package io.broadcasthub.concurrent;

import org.jspecify.annotations.NullMarked;
