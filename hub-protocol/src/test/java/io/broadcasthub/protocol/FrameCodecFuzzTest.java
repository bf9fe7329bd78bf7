package io.broadcasthub.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Coverage-guided search for bytes that break the codec. Only in the {@code fuzz} profile, since instrumenting takes long;
 * {@link FramePropertiesTest} checks the same with plain mutations in every build.
 */
class FrameCodecFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAFrameOrAFrameException(byte[] input) {
        Tolerance.check(input);
    }
}
