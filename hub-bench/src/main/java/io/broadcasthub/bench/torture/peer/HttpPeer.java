package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.wire.HttpConnection;
import io.broadcasthub.bench.wire.ResponseHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the answers to HTTP requests, however wrong those were. */
public final class HttpPeer {
    private static final String LENGTH = "content-length: ";

    private HttpPeer() {}

    /** @return null if the hub ended the connection without an answer */
    public static HttpConnection.@Nullable Answer answer(RawPeer peer) throws IOException {
        ResponseHead head = head(peer);
        if (head == null) {
            return null;
        }
        peer.used(head.end());
        int length = length(head);
        while (peer.to() - peer.from() < length) {
            if (!peer.more()) {
                throw new StreamEnded(StreamEnded.BROKEN, "within the body of an answer");
            }
        }
        String body = new String(peer.buffer(), peer.from(), length, StandardCharsets.UTF_8);
        peer.used(peer.from() + length);
        return new HttpConnection.Answer(status(head), body, head.contains("\r\nretry-after:"));
    }

    /** The end of it is where the rest begins in the peer's buffer; null at the end of the connection. */
    static @Nullable ResponseHead head(RawPeer peer) throws IOException {
        ResponseHead head = ResponseHead.find(peer.buffer(), peer.from(), peer.to());
        while (head == null) {
            if (!peer.more()) {
                return null;
            }
            head = ResponseHead.find(peer.buffer(), peer.from(), peer.to());
        }
        return head;
    }

    static int status(ResponseHead head) throws IOException {
        String text = head.text();
        if (!text.startsWith("http/1.1 ") || text.length() < 12) {
            throw new IOException(
                    "not an HTTP answer: " + text.lines().findFirst().orElse(""));
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    private static int length(ResponseHead head) {
        int at = head.text().indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = head.text().indexOf('\r', at);
        String digits = head.text()
                .substring(at + LENGTH.length(), end < 0 ? head.text().length() : end);
        return Integer.parseInt(digits.trim());
    }
}
