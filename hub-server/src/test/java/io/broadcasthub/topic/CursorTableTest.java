package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTableTest {
    private final LoopTopic topic = NamedOnly.topic(new TopicFilter("t"));
    private final FakeSubscriber subscriber = new FakeSubscriber("a", new ArrayList<>());
    private final List<Cursor> open = new ArrayList<>();

    private void check() {
        assertThat(topic.size()).isEqualTo(open.size());
        List<Cursor> held = new ArrayList<>();
        for (int place = 0; place < topic.size(); place++) {
            assertThat(topic.cursor(place).index).isEqualTo(place);
            held.add(topic.cursor(place));
        }
        assertThat(held).containsExactlyInAnyOrderElementsOf(open);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 50})
    void everyCursorKnowsItsPlace(int most) {
        Random random = new Random(most);
        for (int step = 0; step < 2000; step++) {
            if (open.isEmpty() || open.size() < most && random.nextBoolean()) {
                open.add(topic.add(subscriber));
            } else {
                Cursor closed = open.remove(random.nextInt(open.size()));
                closed.close();
                assertThat(closed.isClosed()).isTrue();
            }
            check();
        }
    }
}
