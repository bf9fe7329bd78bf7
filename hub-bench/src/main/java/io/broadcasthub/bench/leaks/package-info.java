/** The hub and broadcasters that leak, each under the same load: who keeps what when its clients come and go. */
@NullMarked
package io.broadcasthub.bench.leaks;

import org.jspecify.annotations.NullMarked;
