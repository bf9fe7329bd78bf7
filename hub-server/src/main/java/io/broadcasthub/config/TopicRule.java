package io.broadcasthub.config;

import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;

/** Settings for the topics, and subscription patterns, that {@code match} covers. */
public record TopicRule(
        @Setting(value = "**", doc = "Topic or pattern this rule is for.")
        TopicFilter match,

        @Setting(doc = "How much is kept for those who come back.")
        History history,

        @Setting(
                value = "gap",
                doc =
                        "What happens when the window moved past a slow subscriber: `gap`, `latest` (newest message of each key) or `close`.")
        SlowPolicy slow,

        @Setting(
                value = "0ms",
                min = "0ms",
                max = "1s",
                doc =
                        "How long a message may wait so that those that come meanwhile go out with it in one write; 0 = no waiting, what comes in one burst goes out together anyway. What `history` drops in that time is missed by everybody, who is then treated as `slow` says: keep more than may come in it.")
        Duration batch) {

    /**
     * Whether every topic of the filter is one of {@code match}: {@code chat.**} covers {@code chat.a}, {@code chat.*.x}
     * and {@code chat.**}, but {@code chat.*} does not cover {@code chat.**}.
     */
    public boolean covers(TopicFilter filter) {
        if (!filter.isPattern()) {
            return match.matches(filter.topic());
        }
        String[] mine = match.value().split("\\.", -1);
        String[] other = filter.value().split("\\.", -1);
        if (other[0].startsWith("$") && mine[0].startsWith("*")) {
            return false;
        }
        for (int i = 0; i < mine.length && i < other.length; i++) {
            if (mine[i].equals("**")) {
                return true;
            }
            boolean one = mine[i].equals("*") && !other[i].equals("**");
            if (!one && !mine[i].equals(other[i])) {
                return false;
            }
        }
        return mine.length == other.length;
    }

    /** Whichever bound is reached first drops the oldest message. */
    public record History(
            @Setting(value = "1000000", min = "1", max = "10000000", doc = "Most messages kept of one topic.")
            int messages,

            @Setting(
                    value = "256MiB",
                    min = "1KiB",
                    max = "64GiB",
                    doc = "Most bytes kept of one topic, overhead included.")
            ByteSize bytes,

            @Setting(value = "1h", min = "1s", max = "30d", doc = "Longest time a message is kept.")
            Duration age) {}
}
