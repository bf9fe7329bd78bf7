package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.TopicFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTableTest {
    private final TopicTable table = new TopicTable();
    private final Map<TopicFilter, LoopTopic> model = new HashMap<>();

    /** Names of which many have the same hash: "Aa" and "BB" do. */
    private static TopicFilter name(int number) {
        StringBuilder name = new StringBuilder("t.");
        for (int bit = 0; bit < 4; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return new TopicFilter(name.append('.').append(number >> 4).toString());
    }

    private void add(int number) {
        LoopTopic topic = NamedOnly.topic(name(number));
        table.add(topic);
        model.put(topic.filter(), topic);
    }

    private void check(int numbers) {
        assertThat(table.size()).isEqualTo(model.size());
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
        for (int number = 0; number < numbers; number++) {
            assertThat(table.find(name(number))).isSameAs(model.get(name(number)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAsAMap(long seed) {
        Random random = new Random(seed);
        int numbers = 400;
        // First more come than go, then the other way round, so that it grows and shrinks.
        for (int step = 0; step < 3000; step++) {
            int number = random.nextInt(numbers);
            LoopTopic present = model.get(name(number));
            boolean adds = random.nextInt(3000) > step;
            if (present == null && adds) {
                add(number);
            } else if (present != null && !adds) {
                assertThat(table.remove(present)).isTrue();
                table.shrink();
                model.remove(present.filter());
            }
            if (step % 300 == 0) {
                check(numbers);
            }
        }
        check(numbers);
        model.values().forEach(topic -> assertThat(table.remove(topic)).isTrue());
        table.shrink();
        model.clear();
        check(numbers);
    }

    @Test
    void removesNoOtherOfTheSameName() {
        add(1);
        LoopTopic other = NamedOnly.topic(name(1));
        assertThat(table.remove(other)).isFalse();
        check(2);
    }

    @Test
    void removesOnce() {
        add(1);
        LoopTopic topic = model.remove(name(1));
        assertThat(table.remove(topic)).isTrue();
        assertThat(table.remove(topic)).isFalse();
        check(2);
    }
}
