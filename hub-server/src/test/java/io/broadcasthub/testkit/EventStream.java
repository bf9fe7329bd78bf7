package io.broadcasthub.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads Server-Sent Events as the standard says (WHATWG HTML section 9.2.6), and remembers the last id as browsers do. */
public final class EventStream implements AutoCloseable {
    private final Connection connection;
    private final HttpAnswer head;
    private final InputStream body;
    private String lastId = "";

    private EventStream(Connection connection, HttpAnswer head) {
        this.connection = connection;
        this.head = head;
        this.body = new BufferedInputStream(connection.body(head));
    }

    public static EventStream over(Connection connection, String target, String... headers) {
        return over(connection, "HTTP/1.1", target, headers);
    }

    public static EventStream over(Connection connection, String version, String target, String[] headers) {
        StringBuilder request = new StringBuilder("GET " + target + ' ' + version + "\r\nHost: hub.test\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        connection.send(request.append("\r\n").toString());
        HttpAnswer head = connection.head();
        if (head.status() != 200) {
            throw new AssertionError("refused: " + head);
        }
        return new EventStream(connection, head);
    }

    public HttpAnswer head() {
        return head;
    }

    public Connection connection() {
        return connection;
    }

    /** The newest id that was set. */
    public String lastId() {
        return lastId;
    }

    /** The next block of lines, comments included. */
    public StreamEvent next() {
        try {
            String id = "";
            String event = "";
            StringBuilder data = new StringBuilder();
            String retry = "";
            boolean comment = true;
            for (String line = Connection.readLine(body); !line.isEmpty(); line = Connection.readLine(body)) {
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
                comment &= field.isEmpty();
                switch (field) {
                    case "" -> {}
                    case "id" -> id = value;
                    case "event" -> event = value;
                    case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                    case "retry" -> retry = value;
                    default -> throw new AssertionError("not a field: " + line);
                }
            }
            if (!id.isEmpty()) {
                lastId = id;
            }
            return new StreamEvent(id, event, data.toString(), retry, comment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event with this name. */
    public StreamEvent await(String event) {
        StreamEvent next = next();
        while (!next.event().equals(event)) {
            next = next();
        }
        return next;
    }

    /** The next message; fails if something else with a name comes before. */
    public StreamEvent message() {
        StreamEvent next = next();
        while (next.event().isEmpty()) {
            next = next();
        }
        if (!next.event().equals("message")) {
            throw new AssertionError("instead of a message came " + next);
        }
        return next;
    }

    /** The next line, for streams that are made of lines. */
    public String line() {
        try {
            return Connection.readLine(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
