/** Charts as SVG files that need nothing else. */
@NullMarked
package io.broadcasthub.bench.chart;

import org.jspecify.annotations.NullMarked;
