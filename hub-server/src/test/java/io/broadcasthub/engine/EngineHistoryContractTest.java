package io.broadcasthub.engine;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine promises of {@link Engine#history}. */
public abstract class EngineHistoryContractTest extends EngineContract {
    private @Nullable Position newest;

    @Test
    void ofATopicThatDoesNotExistIsEmpty() {
        assertThat(page(null, 10)).isEqualTo(HistoryPage.none(true));
        assertThat(page(new Position("e", 1), 10)).isEqualTo(HistoryPage.none(false));
        assertThat(engine.stats().topics()).isZero();
    }

    @Test
    void ofATopicWithoutMessagesIsEmpty() {
        Interest interest = probe.subscribe("t");

        HistoryPage page = page(null, 10);

        assertThat(page.epoch()).isEqualTo(interest.log().epoch());
        assertThat(page.messages()).isEmpty();
        assertThat(page.at()).isNull();
        assertThat(page.complete()).isTrue();
    }

    @Test
    void isPagedByPosition() {
        String epoch = publish(5);

        HistoryPage first = page(null, 2);
        HistoryPage second = page(new Position(epoch, 2), 2);
        HistoryPage third = page(new Position(epoch, 4), 2);
        HistoryPage fourth = page(new Position(epoch, 5), 2);

        assertPage(first, 1, "1", "2");
        assertPage(second, 3, "3", "4");
        assertPage(third, 5, "5");
        assertPage(fourth, 6);
    }

    @Test
    void beforeTheFirstIsTheBeginning() {
        String epoch = publish(2);

        assertPage(page(new Position(epoch, 0), 10), 1, "1", "2");
    }

    @Test
    void afterAPositionOfAnotherEpochIsIncomplete() {
        publish(3);

        HistoryPage page = page(new Position("another", 2), 10);

        assertThat(texts(page.messages())).containsExactly("1", "2", "3");
        assertThat(page.first()).isEqualTo(1);
        assertThat(page.complete()).isFalse();
    }

    @Test
    void afterAPositionNeverGivenOutIsIncomplete() {
        String epoch = publish(3);

        HistoryPage page = page(new Position(epoch, 4), 10);

        assertThat(texts(page.messages())).containsExactly("1", "2", "3");
        assertThat(page.complete()).isFalse();
    }

    private void assertPage(HistoryPage page, long first, String... texts) {
        assertThat(page.first()).isEqualTo(first);
        assertThat(texts(page.messages())).containsExactly(texts);
        assertThat(page.complete()).isTrue();
        assertThat(page.at()).isEqualTo(newest);
    }

    private String publish(int count) {
        Position at = new Position("none", 0);
        for (int i = 1; i <= count; i++) {
            at = probe.publish("t", String.valueOf(i)).at();
        }
        newest = at;
        return at.epoch();
    }

    private HistoryPage page(@Nullable Position after, int limit) {
        return get(engine.history(new TopicName("t"), after, limit));
    }
}
