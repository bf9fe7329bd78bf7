/** The load tool, {@code hub bench}: its commands and what each of its scenarios does. */
@NullMarked
package io.broadcasthub.bench;

import org.jspecify.annotations.NullMarked;
