package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which offers of RFC 7692 section 7.1 are taken, and what malformed ones lead to. */
class DeflateNegotiationTest {
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=15",
                "permessage-deflate; client_max_window_bits = \"8\"",
                "permessage-deflate; client_max_window_bits=10; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate; client_max_window_bits",
                "permessage-deflate; unknown, permessage-deflate; client_max_window_bits"
            })
    void agreesToKeepNoContext(String offers) {
        assertThat(choose(offers)).isEqualTo(Compression.NO_CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "  permessage-deflate  ",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate",
                "foo; bar=\"a,permessage-deflate;x\", permessage-deflate",
                "foo; bar=\"a\\\",b\", permessage-deflate",
                ", ,permessage-deflate"
            })
    void answersABareOfferBare(String offers) {
        assertThat(choose(offers)).isEqualTo(Compression.CLIENT_CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=\"15\"; client_max_window_bits",
                "permessage-deflate; server_max_window_bits=8, permessage-deflate; server_max_window_bits=15"
            })
    void repeatsTheWindowItWasAskedFor(String offers) {
        assertThat(choose(offers)).isEqualTo(Compression.NO_CONTEXT_WITH_WINDOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=x",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
                "permessage-deflate; unknown",
                "permessage-deflate; ",
                "permessage-deflate;;client_max_window_bits",
                "permessage-deflate; client max",
                "permessage-deflate; client_max_window_bits=\"10",
                "permessage-deflate client_max_window_bits",
                "permessage-deflate=1",
                "perframe-deflate",
                "permessage-bzip2"
            })
    void declines(String offers) {
        assertThat(choose(offers)).isEqualTo(Compression.NONE);
    }

    private static Compression choose(String offers) {
        return ExtensionOffer.parse(offers).stream()
                .map(DeflateNegotiation::choose)
                .filter(Compression::isAgreed)
                .findFirst()
                .orElse(Compression.NONE);
    }
}
