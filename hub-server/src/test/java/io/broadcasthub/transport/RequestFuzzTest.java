package io.broadcasthub.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Search, led by coverage, for requests that break the hub; {@link RequestToleranceTest} mutates some in every build. */
class RequestFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAnsweredOrRefused(byte[] input) {
        RequestTolerance.check(input);
    }
}
