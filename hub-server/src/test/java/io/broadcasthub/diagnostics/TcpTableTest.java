package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as a kernel wrote them. */
class TcpTableTest {
    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode                                                     \n";
    private static final String HERE = address("0100007F") + ":1F90 ";

    /** Its words are in the machine's order. */
    private static String address(String littleEndian) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < littleEndian.length(); i += 8) {
            int word = Integer.parseUnsignedInt(littleEndian.substring(i, i + 8), 16);
            boolean swap = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
            words.append("%08X".formatted(swap ? Integer.reverseBytes(word) : word));
        }
        return words.toString();
    }

    private static String line(int number, String from, String to, String state, String retransmits, long inode) {
        return "%4d: ".formatted(number) + from + to + ' ' + state + " 00000000:00000000 02:000009A0 " + retransmits
                + "  1000        0 " + inode + " 2 000000007ece137a 20 4 0 11 -1                   \n";
    }

    /** Gives as many bytes a read as the test says. */
    private static InputStream dribbling(String text, int most) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, most));
            }
        };
    }

    private static List<String> read(String text, int most, String... at) throws IOException {
        List<Endpoint> wanted = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            int colon = at[i].lastIndexOf(':');
            wanted.add(Endpoint.of(
                    new InetSocketAddress(at[i].substring(0, colon), Integer.parseInt(at[i].substring(colon + 1)))));
        }
        List<String> found = new ArrayList<>();
        new TcpTable()
                .read(
                        dribbling(text, most),
                        wanted,
                        (inode, high, low, port, retransmits) ->
                                found.add(inode + " " + Endpoint.address(high, low, port) + " " + retransmits));
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 150, 4096, 1 << 20})
    void findsConnectionsHoweverTheyArrive(int most) throws IOException {
        String table = HEADING
                + line(0, HERE, address("0100007F") + ":CEF6", "01", "00000000", 4334751)
                + line(12345, HERE, address("0100007F") + ":0050", "08", "0000000A", 7);

        assertThat(read(table, most, "127.0.0.1:8080"))
                .containsExactly("4334751 /127.0.0.1:52982 0", "7 /127.0.0.1:80 10");
    }

    @Test
    void leavesOutWhatIsNotOpenOrNotHere() throws IOException {
        String there = address("0100007F") + ":CEF6";
        String table = HEADING
                + line(0, HERE, "00000000:0000", "0A", "00000000", 11)
                + line(1, HERE, there, "06", "00000000", 0)
                + line(2, HERE, there, "04", "00000000", 0)
                + line(3, address("0100007F") + ":1F91 ", there, "01", "00000000", 12)
                + line(4, address("0200007F") + ":1F90 ", there, "01", "00000000", 13);

        assertThat(read(table, 4096, "127.0.0.1:8080")).isEmpty();
        assertThat(read(table, 4096, "0.0.0.0:8080")).containsExactly("13 /127.0.0.1:52982 0");
        assertThat(read(table, 4096, "[::]:8080", "127.0.0.1:8081"))
                .containsExactly("12 /127.0.0.1:52982 0", "13 /127.0.0.1:52982 0");
    }

    @Test
    void readsIpv6AndMappedAddresses() throws IOException {
        String mapped = address("0000000000000000FFFF00000100007F");
        String local = address("00000000000000000000000001000000");
        String table = HEADING
                + line(0, mapped + ":1F90 ", mapped + ":0050", "01", "00000000", 1)
                + line(1, local + ":1F90 ", local + ":0051", "01", "00000000", 2);

        assertThat(read(table, 100, "127.0.0.1:8080")).containsExactly("1 /127.0.0.1:80 0");
        assertThat(read(table, 100, "[::1]:8080")).containsExactly("2 /[0:0:0:0:0:0:0:1]:81 0");
    }
}
