package io.broadcasthub.transport.ws;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Search, led by coverage, for offers and compressed messages that break the hub; see {@link DeflateToleranceTest}. */
class DeflateFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreRefusedOrRead(byte[] input) {
        DeflateTolerance.check(input);
    }
}
