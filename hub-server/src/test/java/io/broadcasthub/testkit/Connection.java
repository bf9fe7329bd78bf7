package io.broadcasthub.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A socket that says exactly what a test wants said, well-mannered or not, and reads HTTP/1 answers. Blocks; nothing is
 * waited for longer than its patience, so a silent hub fails the test.
 */
public final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static Connection open(InetSocketAddress address) {
        return open(address, 0);
    }

    /** @param receiveBuffer bytes the kernel takes for a reader that does not read; 0 = the kernel's own choice */
    public static Connection open(InetSocketAddress address, int receiveBuffer) {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(address, PATIENCE_MILLIS);
            return new Connection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends to a peer that may be gone already. */
    public boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the hub sends, as it comes. */
    public InputStream in() {
        return in;
    }

    public HttpAnswer request(String request) {
        send(request);
        return answer();
    }

    /** The next answer with its body. */
    public HttpAnswer answer() {
        HttpAnswer head = head();
        if (head.status() < 200 || head.status() == 204) {
            return head;
        }
        try {
            return head.withBody(new String(body(head).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer's head; its body stays unread. */
    public HttpAnswer head() {
        try {
            String[] status = line().split(" ", 3);
            if (!status[0].equals("HTTP/1.1")) {
                throw new AssertionError("not an HTTP answer: " + String.join(" ", status));
            }
            Map<String, List<String>> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                        .add(line.substring(colon + 1).trim());
            }
            return new HttpAnswer(Integer.parseInt(status[1]), headers, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body that follows the head. */
    public InputStream body(HttpAnswer head) {
        if (head.header("transfer-encoding").equals("chunked")) {
            return new ChunkedInput(in);
        }
        if (head.has("content-length")) {
            return new LimitedInput(in, Integer.parseInt(head.header("content-length")));
        }
        return in;
    }

    private String line() throws IOException {
        return readLine(in);
    }

    /** One line that ends with CR LF or LF, without its end. */
    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the hub closed after: " + out);
            }
            out.write(b);
        }
        String line = out.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Takes at most so many bytes, of those that have come already. */
    public void readWhatIsThere(int most) {
        try {
            in.readNBytes(Math.min(most, in.available()));
        } catch (IOException reset) {
            // Then there is nothing.
        }
    }

    /** Everything until the hub closes, in good order or not; fails if it does not. */
    public String untilClosed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            in.transferTo(out);
        } catch (SocketException reset) {
            // Closed all the same.
        } catch (IOException e) {
            throw new UncheckedIOException("the hub did not close; it sent: " + out, e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Sends FIN and goes on reading. */
    public void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            // Then it is more than half closed.
        }
    }

    /** Sends RST. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
