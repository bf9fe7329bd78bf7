/** Calls that are answered at once: publish, batch publish, history, files of the start page. */
@NullMarked
package io.broadcasthub.transport.api;

import org.jspecify.annotations.NullMarked;
