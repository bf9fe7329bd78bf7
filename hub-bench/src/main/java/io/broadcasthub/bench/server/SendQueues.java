package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel of this machine holds of a server's connections because the receivers have not taken it. */
final class SendQueues {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Pattern BLANKS = Pattern.compile(" +");
    /** Fields of a line. */
    private static final int LOCAL = 1;

    private static final int STATE = 3;
    private static final int QUEUES = 4;

    private static final String ESTABLISHED = "01";
    private static final int HEX = 16;

    private SendQueues() {}

    /** How many connections to this port of the server have not taken so many bytes or more. */
    static long behind(int port, int bytes) throws IOException {
        long count = 0;
        for (Path table : TABLES) {
            if (Files.exists(table)) { // a machine may have no IPv6
                try (Stream<String> lines = Files.lines(table)) {
                    count += behind(port, bytes, lines);
                }
            }
        }
        return count;
    }

    static long behind(int port, int bytes, Stream<String> table) {
        String wanted = String.format(Locale.ROOT, ":%04X ", port); // of one end or the other
        return table.filter(line -> line.contains(wanted))
                .map(line -> BLANKS.split(line.trim()))
                .filter(fields -> fields[STATE].equals(ESTABLISHED) && port(fields[LOCAL]) == port)
                .filter(fields -> sending(fields[QUEUES]) >= bytes)
                .count();
    }

    private static long sending(String queues) {
        return Long.parseLong(queues.substring(0, queues.indexOf(':')), HEX);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }
}
