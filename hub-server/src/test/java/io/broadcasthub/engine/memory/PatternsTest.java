package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.refused;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a pattern's log begins and ends. */
class PatternsTest {
    private static final Duration LINGER = Duration.ofMinutes(2);

    private final MemoryEngineFixture fixture = new MemoryEngineFixture().maxPatterns(2);
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);

    @AfterEach
    void close() {
        get(engine.close());
    }

    @Test
    void lingersAfterItsLastInterestAndThenEnds() {
        Interest interest = probe.subscribe("a.*");
        String epoch = interest.log().epoch();
        probe.publish("a.b", "1");
        interest.close();

        fixture.ticker.advance(LINGER);
        engine.sweepNow();
        Interest again = probe.subscribe("a.*");
        assertThat(again.log().epoch()).isEqualTo(epoch);
        assertThat(texts(retained(again.log()))).containsExactly("1");

        fixture.ticker.advance(LINGER.multipliedBy(2));
        engine.sweepNow();
        assertThat(engine.stats().patterns()).as("with interest it stays").isEqualTo(1);
        again.close();
        fixture.ticker.advance(LINGER.plusNanos(1));
        engine.sweepNow();
        assertThat(engine.stats().patterns()).isZero();

        probe.publish("a.b", "2");
        Interest anew = probe.subscribe("a.*");
        assertThat(anew.log().epoch()).isNotEqualTo(epoch);
        assertThat(anew.log().head()).isZero();
        probe.publish("a.b", "3");
        assertThat(texts(retained(anew.log()))).containsExactly("3");
    }

    @Test
    void topicsThatWereThereBeforeFeedANewPattern() {
        probe.publish("a.b", "1");
        Interest one = probe.subscribe("a.*");
        probe.publish("a.b", "2");
        Interest two = probe.subscribe("**");
        probe.publish("a.b", "3");

        assertThat(texts(retained(one.log()))).containsExactly("2", "3");
        assertThat(texts(retained(two.log()))).containsExactly("3");
    }

    @Test
    void thereAreNoMoreWithInterestThanAllowed() {
        probe.subscribe("a.*");
        Interest b = probe.subscribe("b.*");
        refused(ErrorCode.OVERLOADED, () -> probe.subscribe("c.*"));
        probe.subscribe("a.*").close();

        b.close();
        Interest c = probe.subscribe("c.*");

        assertThat(engine.stats().patterns()).isEqualTo(2);
        refused(ErrorCode.OVERLOADED, () -> probe.subscribe("b.*"));
        probe.publish("b.x", "1");
        probe.publish("c.x", "2");
        assertThat(texts(retained(c.log()))).containsExactly("2");
    }

    @Test
    void anEndedPatternHoldsNothing() {
        probe.publish("a.b", "0");
        Interest interest = probe.subscribe("a.*");
        long topic = engine.stats().bytes();
        probe.publish("a.b", "1");
        interest.close();
        fixture.ticker.advance(LINGER.plusNanos(1));
        engine.sweepNow();

        // Not the pattern any more, which is as long a name, but one message more of the topic.
        int message = new Message(new TopicName("a.b"), Payload.ofText("1"), 0, null, null).cost();
        assertThat(engine.stats().bytes()).isEqualTo(topic - (Feed.OVERHEAD + 3) + message);
    }

    @Test
    void aFailingListenerDoesNotHarmTheOthers() {
        Interest other = probe.subscribe("a.*");
        probe.subscribe("a.b", () -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(probe.publish("a.b", "1").at().offset()).isEqualTo(1);
        assertThat(other.log().head()).isEqualTo(1);
    }
}
