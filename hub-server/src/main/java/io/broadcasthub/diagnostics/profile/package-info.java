/** Profiles of this process, taken from inside it with the JDK's flight recorder. */
@NullMarked
package io.broadcasthub.diagnostics.profile;

import org.jspecify.annotations.NullMarked;
