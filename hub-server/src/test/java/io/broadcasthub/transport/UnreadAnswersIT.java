package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Answers that nobody reads must not pile up, however many requests a client sends ahead. */
class UnreadAnswersIT {
    /** More bytes than the kernels between hold. */
    private static final int REQUESTS = 400_000;

    private static final int AHEAD = 1_000;

    @Test
    void endsWhoAsksAndDoesNotRead() {
        try (TestHub hub = TestHub.start("limits.keep-alive-timeout", "1s");
                Connection connection = hub.connect(4096)) {
            String requests = TestHub.get("/nothing").repeat(AHEAD);
            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < REQUESTS; sent += AHEAD) {
                            connection.send(requests);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void answersWhatWasSentAhead() {
        try (TestHub hub = TestHub.start();
                Connection connection = hub.connect()) {
            connection.send(TestHub.get("/hub.js").repeat(16));
            for (int i = 0; i < 16; i++) {
                assertThat(connection.answer().status()).isEqualTo(200);
            }
        }
    }
}
