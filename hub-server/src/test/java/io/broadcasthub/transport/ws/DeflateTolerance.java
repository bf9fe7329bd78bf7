package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What must hold for any offer of an extension, and for any bytes that are said to be compressed. */
final class DeflateTolerance {
    static final int LIMIT = 10_000;

    private DeflateTolerance() {}

    static void check(byte[] input) {
        offers(new String(input, StandardCharsets.ISO_8859_1));
        MessageInflater shared = new MessageInflater(new ReusableBytes(), false);
        try {
            inflate(shared, input, LIMIT);
            byte[] message = message(input);
            assertThat(inflate(shared, Deflated.of(message), LIMIT))
                    .as("whatever came before, the next message is read")
                    .isEqualTo(message);
        } finally {
            shared.end();
        }
        MessageInflater own = new MessageInflater(new ReusableBytes(), true);
        try {
            inflate(own, input, LIMIT);
            inflate(own, input, 1);
        } finally {
            own.end();
        }
    }

    private static byte[] message(byte[] input) {
        byte[] message = new byte[Math.min(LIMIT, input.length)];
        System.arraycopy(input, 0, message, 0, message.length);
        return message;
    }

    private static void offers(String header) {
        for (ExtensionOffer offer : ExtensionOffer.parse(header)) {
            assertThat(ExtensionOffer.parse(written(offer)))
                    .as("what was understood of %s", header)
                    .isEqualTo(List.of(offer));
            Compression chosen = DeflateNegotiation.choose(offer);
            if (chosen.isAgreed()) {
                assertThat(header).contains("permessage-deflate");
            }
        }
    }

    private static String written(ExtensionOffer offer) {
        StringBuilder out = new StringBuilder(offer.name());
        offer.parameters()
                .forEach((name, value) -> out.append(';').append(name).append(value.isEmpty() ? "" : '=' + value));
        return out.toString();
    }

    /** @return null if it was refused */
    private static byte[] inflate(MessageInflater inflater, byte[] bytes, int limit) {
        int size = inflater.inflate(bytes, 0, bytes.length, limit);
        byte[] output = inflater.takeOutput();
        try {
            assertThat(size).isBetween(MessageInflater.TOO_BIG, limit);
            assertThat(output.length).as("bounded while it grows").isLessThanOrEqualTo(2 * LIMIT);
            if (size < 0) {
                return null;
            }
            byte[] message = new byte[size];
            System.arraycopy(output, 0, message, 0, size);
            return message;
        } finally {
            inflater.giveBack(output);
        }
    }
}
