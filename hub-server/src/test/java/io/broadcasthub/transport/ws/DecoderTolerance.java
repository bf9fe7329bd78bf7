package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * What must hold for any bytes of a client: events and nothing else, at most one error and nothing after it, no message over
 * the limit, no buffer lost, and the same wherever the network cuts.
 */
final class DecoderTolerance {
    private static final Compression[] COMPRESSIONS = Compression.values();

    private DecoderTolerance() {}

    /** @param input the first byte chooses the compression, and where the rest is cut */
    static void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = new byte[input.length - 1];
        System.arraycopy(input, 1, stream, 0, stream.length);
        check(stream, COMPRESSIONS[(input[0] & 0xff) % COMPRESSIONS.length], new Random(input[0]));
    }

    /** @return what the stream leads to */
    static List<String> check(byte[] stream, Compression compression, Random random) {
        try (DecoderHarness whole = harness(compression);
                DecoderHarness single = harness(compression);
                DecoderHarness pieces = harness(compression)) {
            List<String> expected = whole.feed(stream).listener.events;
            assertThat(single.feedByteByByte(stream).listener.events).isEqualTo(expected);
            assertThat(pieces.feedInPieces(stream, random).listener.events).isEqualTo(expected);
            inOrder(expected);
            return expected;
        }
    }

    private static DecoderHarness harness(Compression compression) {
        return new DecoderHarness(new RecordingListener(), DecoderHarness.LIMITS, compression);
    }

    private static void inOrder(List<String> events) {
        for (int i = 0; i < events.size(); i++) {
            String event = events.get(i);
            if (event.startsWith("error") || event.startsWith("close")) {
                assertThat(i).as("the last of %s", events).isEqualTo(events.size() - 1);
            } else if (event.startsWith("text ")) {
                assertThat(event.substring("text ".length()).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(DecoderHarness.LIMITS.maxMessage());
            }
        }
    }
}
