package io.broadcasthub.transport.ws;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Search, led by coverage, for frames that break the decoder; {@link WebSocketDecoderSplitTest} mutates some in every build. */
class WebSocketDecoderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreEventsWhereverTheyAreCut(byte[] input) {
        DecoderTolerance.check(input);
    }
}
