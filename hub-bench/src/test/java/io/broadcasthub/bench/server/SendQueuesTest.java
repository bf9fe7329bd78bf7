package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SendQueuesTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    @Test
    void countsConnectionsThatTheServerHasMoreFor() {
        assertThat(SendQueues.behind(
                        0x1F90,
                        0x1A,
                        Stream.of(
                                HEADING,
                                line("0100007F:1F90 0100007F:9C40 01 0000001A:00000000"),
                                line("0100007F:1F90 0200007F:9C41 01 00000100:00000007"),
                                line("0100007F:9C40 0100007F:1F90 01 00000555:00000000"),
                                line("00000000:1F90 00000000:0000 0A 00000003:00000080"),
                                line("0100007F:1F90 0100007F:9C42 06 00000009:00000000"),
                                line("0100007F:1F90 0100007F:9C44 01 00000019:00000000"),
                                line("0100007F:2000 0100007F:9C43 01 00000900:00000000"))))
                .as("not those of clients, the listener, what has ended, one that has less, another server")
                .isEqualTo(2);
    }

    private static String line(String middle) {
        return "   5: " + middle + " 00:00000000 00000000     0        0 4711 1 0000000000000000 20 4 30 10 -1";
    }
}
