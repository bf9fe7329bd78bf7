/** What was measured: figures, their table and JSON form, and how two reports compare. */
@NullMarked
package io.broadcasthub.bench.report;

import org.jspecify.annotations.NullMarked;
