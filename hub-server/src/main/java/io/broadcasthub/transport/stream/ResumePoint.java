package io.broadcasthub.transport.stream;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.topic.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The {@code id:} of a stream's events: of one topic its position; of several {@code m<sum>;<position>;…} in the order of
 * the request, where the sum belongs to the list of topics and {@code -} stands for a topic that has not begun and was not
 * asked to begin after a position.
 */
final class ResumePoint {
    private static final char SEPARATOR = ';';
    private static final String NOWHERE = "-";

    /** Of the beginning and the sum. */
    private static final int MAX_PREFIX = 1 + 8;

    private final List<TopicFilter> topics;
    private final List<StartAt> starts;
    private final String prefix;

    /** @param starts where the topics begin, in the same order */
    ResumePoint(List<TopicFilter> topics, List<StartAt> starts) {
        this.topics = topics;
        this.starts = starts;
        this.prefix = prefix(topics);
    }

    private static String prefix(List<TopicFilter> topics) {
        CRC32 crc = new CRC32();
        topics.forEach(t -> crc.update((t.value() + '\n').getBytes(StandardCharsets.US_ASCII)));
        return "m" + Long.toHexString(crc.getValue());
    }

    /** How long an id of so many topics may become. */
    static int maxLength(int topics) {
        return MAX_PREFIX + topics * (1 + Position.MAX_LENGTH);
    }

    /** @param cursors in the order of the topics; may be fewer while the stream begins */
    String encode(List<Cursor> cursors) {
        if (topics.size() == 1) {
            return text(0, cursors);
        }
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < topics.size(); i++) {
            id.append(SEPARATOR).append(text(i, cursors));
        }
        return id.toString();
    }

    /** A topic that has not begun stands where the client wants it to: a client cut off by then asks for that again. */
    private String text(int topic, List<Cursor> cursors) {
        Position reached = topic < cursors.size() ? cursors.get(topic).position() : null;
        if (reached != null) {
            return reached.toString();
        }
        return starts.get(topic) instanceof StartAt.After after
                ? after.position().toString()
                : NOWHERE;
    }

    /**
     * Where each topic starts.
     *
     * @param otherwise where those start that had not begun
     * @throws HubException {@code bad_request} if the id is not one of a stream of these topics
     */
    static List<StartAt> decode(String id, List<TopicFilter> topics, StartAt otherwise) {
        String prefix = prefix(topics);
        String[] parts = topics.size() == 1 ? new String[] {prefix, id} : id.split(String.valueOf(SEPARATOR), -1);
        if (parts.length != topics.size() + 1 || !parts[0].equals(prefix)) {
            throw new HubException(
                    ErrorCode.BAD_REQUEST,
                    "the last event id belongs to a stream of other topics; ask for the same topics in the same order");
        }
        List<StartAt> starts = new ArrayList<>(topics.size());
        for (int i = 1; i < parts.length; i++) {
            starts.add(parts[i].equals(NOWHERE) ? otherwise : new StartAt.After(Position.parse(parts[i])));
        }
        return starts;
    }
}
