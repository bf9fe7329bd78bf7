package io.broadcasthub.engine;

import static io.broadcasthub.engine.EngineProbe.eventually;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.log.Threads;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every engine promises when many threads use it at once. */
public abstract class EngineRaceContractTest extends EngineContract {
    private static final int PUBLISHERS = 4;
    private static final int EACH = 1_000;
    private static final int COMINGS = 100;

    @Test
    void offsetsHaveNoHolesAndEachPublisherKeepsItsOrder() {
        Map<Long, String> byOffset = new ConcurrentHashMap<>();
        Interest interest = probe.subscribe("t");

        Threads.race(PUBLISHERS, p -> () -> {
            long last = 0;
            for (int i = 0; i < EACH; i++) {
                String text = p + "-" + i;
                Position at = probe.publish("t", text).at();
                assertThat(at.offset()).isGreaterThan(last);
                assertThat(byOffset.put(at.offset(), text)).isNull();
                last = at.offset();
            }
        });

        int all = PUBLISHERS * EACH;
        eventually(() -> interest.log().head() == all);
        List<String> expected =
                LongStream.rangeClosed(1, all).mapToObj(byOffset::get).toList();
        assertThat(texts(retained(interest.log()))).isEqualTo(expected);
    }

    @Test
    void allPatternsHaveTheOrderOfEachTopic() {
        List<String> topics = List.of("a.b", "a.c");
        Interest star = probe.subscribe("a.*");
        Interest rest = probe.subscribe("**");

        Threads.race(PUBLISHERS, p -> () -> {
            for (int i = 0; i < EACH; i++) {
                probe.publish(topics.get((p + i) % 2), p + "-" + i);
            }
        });

        int all = PUBLISHERS * EACH;
        eventually(() -> star.log().head() == all && rest.log().head() == all);
        for (String topic : topics) {
            List<String> order = texts(probe.history(topic).messages());
            assertThat(order).hasSize(all / 2);
            assertThat(textsOf(topic, star.log())).isEqualTo(order);
            assertThat(textsOf(topic, rest.log())).isEqualTo(order);
        }
    }

    @Test
    void oneOfManyPublishesWithOneNameIsTaken() {
        AtomicInteger taken = new AtomicInteger();
        Map<Position, Boolean> positions = new ConcurrentHashMap<>();

        Threads.race(8, p -> () -> {
            for (int i = 0; i < 125; i++) {
                Published published = probe.publish("t", "x", "name");
                positions.put(published.at(), true);
                if (!published.repeated()) {
                    taken.incrementAndGet();
                }
            }
        });

        assertThat(taken).hasValue(1);
        assertThat(positions).hasSize(1);
        assertThat(probe.history("t").messages()).hasSize(1);
    }

    @Test
    void subscribersWhoComeWhilePublishingMissNothingPublishedLater() {
        Threads.race(PUBLISHERS, p -> () -> {
            for (int i = 0; i < COMINGS; i++) {
                String mine = p + "-" + i;
                AtomicInteger told = new AtomicInteger();
                try (Interest interest = probe.subscribe("a.*", told::incrementAndGet)) {
                    long before = interest.log().head();
                    probe.publish("a.b", mine);
                    eventually(() -> told.get() > 0 && holds(interest.log(), before + 1, mine));
                }
            }
        });

        assertThat(engine.stats().interests()).isZero();
        assertThat(probe.history("a.b").messages()).hasSize(PUBLISHERS * COMINGS);
    }

    private static boolean holds(LogView log, long from, String text) {
        MessageBatch batch = new MessageBatch(PUBLISHERS * COMINGS);
        assertThat(log.read(from, Integer.MAX_VALUE, batch)).isTrue();
        return IntStream.range(0, batch.size())
                .anyMatch(i -> batch.get(i).data().equals(Payload.ofText(text)));
    }

    @Test
    void listenersAreToldOfTheLastMessage() {
        AtomicLong seen = new AtomicLong();
        AtomicInteger told = new AtomicInteger();
        Interest interest = probe.subscribe("t");
        LogView log = interest.log();
        probe.subscribe("t", () -> {
            told.incrementAndGet();
            seen.accumulateAndGet(log.head(), Math::max);
        });

        Threads.race(PUBLISHERS, p -> () -> {
            for (int i = 0; i < EACH; i++) {
                probe.publish("t", "x");
            }
        });

        eventually(() -> seen.get() == PUBLISHERS * EACH);
        assertThat(told.get()).isPositive();
    }

    private static List<String> textsOf(String topic, LogView log) {
        TopicName name = new TopicName(topic);
        List<Message> messages =
                retained(log).stream().filter(m -> m.topic().equals(name)).toList();
        return texts(messages);
    }
}
