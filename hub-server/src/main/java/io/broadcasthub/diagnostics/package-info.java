/** What shows that nothing outlives its reason to exist: an audit's findings, and what diagnostic pages are made of. */
@NullMarked
package io.broadcasthub.diagnostics;

import org.jspecify.annotations.NullMarked;
