package io.broadcasthub.transport.ws;

import io.broadcasthub.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers and compressed messages that are almost right. */
class DeflateToleranceTest {
    private static final int ROUNDS = 500;
    private static final byte[] TELLING = ";,=\"\\ 18a\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final List<String> OFFERS = List.of(
            "permessage-deflate; client_max_window_bits",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover, x-other; a=\"b\\c\"",
            "permessage-deflate;server_max_window_bits=\"15\" , permessage-deflate; client_max_window_bits=10");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void almostRightIsRefusedOrRead(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String offer = OFFERS.get(random.nextInt(OFFERS.size()));
            DeflateTolerance.check(Mutations.mutate(random, offer.getBytes(StandardCharsets.ISO_8859_1), TELLING));
            byte[] message = new byte[random.nextInt(random.nextInt(8) == 0 ? 3 * DeflateTolerance.LIMIT : 300)];
            if (random.nextBoolean()) {
                random.nextBytes(message);
            }
            DeflateTolerance.check(Mutations.mutate(random, Deflated.of(message), TELLING));
        }
    }
}
