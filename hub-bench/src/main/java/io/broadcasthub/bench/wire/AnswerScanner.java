package io.broadcasthub.bench.wire;

/** Reads the head of the answer that begins a stream, then what the stream carries. One for each connection. */
public final class AnswerScanner implements Scanner {
    private static final int SWITCHING = 101;
    private static final int OK = 200;

    private final int status;
    private final Scanner content;
    private boolean begun;

    private AnswerScanner(int status, Scanner content) {
        this.status = status;
        this.content = content;
    }

    /** Of a WebSocket. */
    public static AnswerScanner ofWebSocket() {
        return new AnswerScanner(SWITCHING, WebSocketScanner.INSTANCE);
    }

    /** Of SSE or NDJSON. */
    public static AnswerScanner ofEvents() {
        return new AnswerScanner(OK, new ChunkedLines());
    }

    @Override
    public int scan(byte[] b, int from, int to, Sink sink) {
        int at = from;
        if (!begun) {
            ResponseHead head = ResponseHead.find(b, from, to);
            if (head == null) {
                return from;
            }
            head.require(status);
            begun = true;
            sink.begun(head);
            at = head.end();
        }
        return content.scan(b, at, to, sink);
    }
}
