package io.broadcasthub.engine;

import static io.broadcasthub.engine.EngineProbe.eventually;
import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.refused;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every engine promises, on one thread; {@link EngineRaceContractTest} has the rest. Engines may complete and
 * deliver later: nothing here expects more than the interface says.
 */
public abstract class EngineContractTest extends EngineContract {
    private static final EngineListener FIRST = named("FIRST");
    private static final EngineListener SECOND = named("SECOND");

    @Test
    void keepsWhatWasPublishedAsItWas() {
        Payload data = Payload.ofJson("{\"a\": [1, 2.50, \"\\u00e4\"] }");
        get(engine.publish(new Publication(new TopicName("t"), data, "k", "d", "00-trace-01")));

        Message kept = retained(probe.subscribe("t").log()).get(0);

        assertThat(kept.topic()).isEqualTo(new TopicName("t"));
        assertThat(kept.data()).isEqualTo(data);
        assertThat(kept.key()).isEqualTo("k");
        assertThat(kept.trace()).isEqualTo("00-trace-01");
        assertThat(kept.timeMillis()).isPositive();
    }

    @Test
    void keepsHistoryOfATopicNobodyIsInterestedIn() {
        probe.publish("t", "1");
        probe.publish("t", "2");

        Interest interest = probe.subscribe("t");

        assertThat(interest.log().source()).isEqualTo(new TopicFilter("t"));
        assertThat(interest.log().head()).isEqualTo(2);
        assertThat(texts(retained(interest.log()))).containsExactly("1", "2");
    }

    @Test
    void anOffsetIsNotUsedTwiceWhileInterestComesAndGoes() {
        Interest first = probe.subscribe("t");
        Published one = probe.publish("t", "1");
        first.close();
        Published two = probe.publish("t", "2");
        Interest second = probe.subscribe("t");
        Published three = probe.publish("t", "3");

        assertThat(two.at().epoch()).isEqualTo(one.at().epoch());
        assertThat(three.at().epoch()).isEqualTo(one.at().epoch());
        eventually(() -> second.log().head() == three.at().offset());
        assertThat(texts(retained(second.log()))).containsExactly("1", "2", "3");
    }

    @Test
    void everyTopicHasAnEpochOfItsOwn() {
        assertThat(probe.publish("a", "x").at().epoch())
                .isNotEqualTo(probe.publish("b", "x").at().epoch());
    }

    @Test
    void tellsTheListenerWhenTheHeadHasMoved() {
        AtomicInteger told = new AtomicInteger();
        Interest interest = probe.subscribe("t", told::incrementAndGet);

        Published published = probe.publish("t", "x");

        eventually(() -> told.get() > 0);
        assertThat(interest.log().head()).isEqualTo(published.at().offset());
        assertThat(interest.log().epoch()).isEqualTo(published.at().epoch());
    }

    @Test
    void countsInterests() {
        AtomicInteger one = new AtomicInteger();
        AtomicInteger two = new AtomicInteger();
        Interest first = probe.subscribe("t", one::incrementAndGet);
        Interest second = probe.subscribe("t", two::incrementAndGet);
        assertThat(engine.stats().interests()).isEqualTo(2);

        first.close();
        first.close();
        probe.publish("t", "x");

        eventually(() -> two.get() > 0);
        assertThat(one).hasValue(0);
        assertThat(engine.stats().interests()).isEqualTo(1);
        second.close();
        assertThat(engine.stats().interests()).isZero();
    }

    @Test
    void tellsWhatItHoldsIfItCan() {
        Interest first = probe.subscribe("t", FIRST);
        Interest second = probe.subscribe("t", SECOND);
        Interest pattern = probe.subscribe("a.*", FIRST);
        probe.publish("only.kept", "x");

        RecordedHoldings held = RecordedHoldings.of(engine);
        if (!held.told()) {
            assertThat(held.interests()).isEmpty();
            assertThat(held.feeds()).isEmpty();
            return;
        }
        assertThat(held.interests()).containsExactlyInAnyOrder("t FIRST", "t SECOND", "a.* FIRST");
        assertThat(held.feeds()).containsExactly("a.* wanted");

        first.close();
        pattern.close();
        RecordedHoldings left = RecordedHoldings.of(engine);
        assertThat(left.interests()).containsExactly("t SECOND");
        assertThat(left.feeds()).as("it lingers, or is gone").isSubsetOf("a.* wanted");
        second.close();
        assertThat(RecordedHoldings.of(engine).interests()).isEmpty();
    }

    @Test
    void aPatternCollectsWhatMatchesAndNothingElse() {
        AtomicInteger told = new AtomicInteger();
        Interest one = probe.subscribe("orders.*.eu", told::incrementAndGet);
        Interest rest = probe.subscribe("orders.**");
        Interest all = probe.subscribe("**");

        probe.publish("orders.1.eu", "a");
        probe.publish("orders.1.us", "b");
        probe.publish("orders", "c");
        probe.publish("orders.1.eu.x", "d");
        probe.publish("$orders.1.eu", "e");

        eventually(() -> all.log().head() == 4 && rest.log().head() == 3 && told.get() > 0);
        assertThat(texts(retained(one.log()))).containsExactly("a");
        assertThat(texts(retained(rest.log()))).containsExactly("a", "b", "d");
        assertThat(texts(retained(all.log()))).containsExactly("a", "b", "c", "d");
        assertThat(retained(one.log()).get(0).topic()).isEqualTo(new TopicName("orders.1.eu"));
    }

    @Test
    void aClosedPatternIsNotTold() {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        Interest pattern = probe.subscribe("a.*", closed::incrementAndGet);
        probe.subscribe("a.b", open::incrementAndGet);
        pattern.close();

        probe.publish("a.b", "x");

        eventually(() -> open.get() > 0);
        assertThat(closed).hasValue(0);
    }

    @Test
    void aPatternIsResumedWithoutAHole() {
        Interest before = probe.subscribe("a.*");
        String epoch = before.log().epoch();
        probe.publish("a.b", "1");
        before.close();
        probe.publish("a.c", "2");

        Interest after = probe.subscribe("a.*");

        assertThat(after.log().epoch()).isEqualTo(epoch);
        eventually(() -> after.log().head() == 2);
        assertThat(texts(retained(after.log()))).containsExactly("1", "2");
    }

    @Test
    void aRepeatedNameIsOneMessageInItsTopic() {
        Published first = probe.publish("t", "x", "name");
        Published again = probe.publish("t", "y", "name");
        Published elsewhere = probe.publish("u", "x", "name");

        assertThat(first.repeated()).isFalse();
        assertThat(again).isEqualTo(new Published(first.at(), true));
        assertThat(elsewhere.repeated()).isFalse();
        assertThat(texts(probe.history("t").messages())).containsExactly("x");
    }

    @Test
    void isAvailable() {
        assertThat(get(engine.check()).available()).isTrue();
    }

    @Test
    void refusesEverythingOnceClosed() {
        Interest interest = probe.subscribe("t");
        get(engine.close());
        get(engine.close());

        refused(ErrorCode.UNAVAILABLE, () -> probe.publish("t", "x"));
        refused(ErrorCode.UNAVAILABLE, () -> probe.subscribe("t"));
        refused(ErrorCode.UNAVAILABLE, () -> probe.subscribe("t.*"));
        refused(ErrorCode.UNAVAILABLE, () -> probe.history("t"));
        refused(ErrorCode.UNAVAILABLE, () -> get(engine.check()));
        interest.close();
        assertThat(engine.stats()).isEqualTo(new EngineStats(0, 0, 0, 0));
    }

    private static EngineListener named(String name) {
        return new EngineListener() {
            @Override
            public void headMoved() {}

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
