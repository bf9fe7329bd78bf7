package io.broadcasthub.transport.stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Search, led by coverage, for ids that break the hub; see {@link ResumeToleranceTest}. */
class ResumeFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyIdIsPlacesOrRefused(byte[] input) {
        ResumeTolerance.check(new String(input, StandardCharsets.ISO_8859_1));
    }
}
