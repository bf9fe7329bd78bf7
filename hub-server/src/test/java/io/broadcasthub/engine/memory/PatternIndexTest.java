package io.broadcasthub.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The trie finds what {@link TopicFilter#matches} says, while patterns come and go. */
class PatternIndexTest {
    private static final List<String> SEGMENTS = List.of("a", "b", "c");

    private final Random random = new Random(7);
    private final PatternIndex index = new PatternIndex();
    private final Map<TopicFilter, PatternFeed> present = new LinkedHashMap<>();

    @Test
    void agreesWithTheFilters() {
        for (int step = 0; step < 2_000; step++) {
            long before = index.version();
            change(new TopicFilter(randomName(true)));
            assertThat(index.version()).isGreaterThan(before);

            TopicName topic = new TopicName(randomName(false));
            assertThat(index.match(topic))
                    .as("%s among %s", topic, present.keySet())
                    .containsExactlyInAnyOrder(present.entrySet().stream()
                            .filter(e -> e.getKey().matches(topic))
                            .map(Map.Entry::getValue)
                            .toArray(PatternFeed[]::new));
        }
    }

    private void change(TopicFilter pattern) {
        if (present.remove(pattern) != null) {
            index.remove(pattern);
        } else {
            PatternFeed feed = feed(pattern);
            present.put(pattern, feed);
            index.add(feed);
        }
    }

    private String randomName(boolean pattern) {
        String[] segments = new String[1 + random.nextInt(4)];
        Arrays.setAll(segments, i -> SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        if (pattern) {
            int last = segments.length - 1;
            segments[random.nextInt(segments.length)] = "*";
            segments[last] = random.nextBoolean() ? "**" : segments[last];
        }
        return (random.nextInt(4) == 0 && !segments[0].startsWith("*") ? "$" : "") + String.join(".", segments);
    }

    @SuppressWarnings("NullAway") // the index does not look at the feed's owner
    private static PatternFeed feed(TopicFilter pattern) {
        Retention retention = new Retention(1, 1, Duration.ofSeconds(1), false);
        return new PatternFeed(pattern, new MessageLog(pattern, "e", retention, () -> 0, new ByteMeter()), null);
    }
}
