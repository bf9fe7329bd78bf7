package io.broadcasthub.engine.memory.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Search, led by coverage, for files that break the reader of a data directory; see {@link SegmentToleranceTest}. */
class SegmentFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreEntriesOrNamedDamage(byte[] input) {
        SegmentTolerance.segment(input);
        SegmentTolerance.body(input);
    }
}
