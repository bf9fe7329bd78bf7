/** Configuration: validated records, and the loader that fills them from file, environment and flags. */
@NullMarked
package io.broadcasthub.config;

import org.jspecify.annotations.NullMarked;
