package io.broadcasthub.bench.torture.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WitnessCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-25T18:00:00Z");
    private static final Payloads PAYLOADS = new Payloads(128);

    private final Violations violations = new Violations(text -> {});
    private final WitnessCheck check = new WitnessCheck("w", false, PAYLOADS, Duration.ofSeconds(20), violations, NOW);

    private static ServerFrame.Message message(String topic, long offset, byte[] payload) {
        return new ServerFrame.Message(
                new TopicName(topic), new Position("e", offset), Payload.ofJson(payload), NOW, null, null, null);
    }

    private void take(String topic, long offset, long number) {
        check.message(message(topic, offset, PAYLOADS.of(number, 1)));
    }

    private void take(int... numbers) {
        for (int number : numbers) {
            take("t", number, number);
        }
    }

    private void gap(@Nullable Position after, long next, GapReason reason, Duration later) {
        check.gap(new ServerFrame.Gap(new TopicFilter("t"), after, new Position("e", next), reason), NOW.plus(later));
    }

    @Test
    void everythingOnceAndInOrder() {
        take(1, 2);
        check.resumed(true);
        take(3, 4);
        check.expect("t", 4);

        assertThat(violations.texts()).isEmpty();
        assertThat(check.last()).isEqualTo(new Position("e", 4));
        assertThat(check.counts().distinct()).isEqualTo(4);
    }

    @Test
    void topicsOfAPatternCountForThemselves() {
        take("a", 1, 1);
        take("b", 2, 1);
        take("a", 3, 2);
        check.expect("a", 2);
        check.expect("b", 1);

        assertThat(violations.texts()).isEmpty();
    }

    @Test
    void oneIsMissing() {
        take(1, 2, 4);

        assertThat(violations.summary()).isEqualTo("wrong id; lost message");
        assertThat(check.counts().holes()).isEqualTo(1);
    }

    @Test
    void oneIsMissingThoughTheIdsFit() {
        take(1, 2);
        take("t", 3, 4);

        assertThat(violations.summary()).isEqualTo("lost message");
    }

    @Test
    void theLastIsMissing() {
        take(1, 2);
        check.expect("t", 3);
        check.expect("never", 1);

        assertThat(violations.summary()).isEqualTo("lost message ×2");
    }

    @Test
    void oneComesTwice() {
        take(1, 2, 2);

        assertThat(violations.summary()).isEqualTo("wrong id; repeated message");
    }

    @Test
    void twoChangePlaces() {
        take(1, 3, 2);

        assertThat(violations.summary()).contains("message out of order");
    }

    @Test
    void aByteIsChanged() {
        byte[] payload = PAYLOADS.of(1, 1);
        payload[10] ^= 1;
        check.message(message("t", 1, payload));
        check.message(message("t", 1, "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(violations.summary()).isEqualTo("corrupted payload ×2");
    }

    @Test
    void anotherEpochOutOfTheBlue() {
        take(1);
        check.message(new ServerFrame.Message(
                new TopicName("t"),
                new Position("other", 2),
                Payload.ofJson(PAYLOADS.of(2, 1)),
                NOW,
                null,
                null,
                null));

        assertThat(violations.summary()).isEqualTo("wrong id");
    }

    @Test
    void ofOneTopicTheNumberIsTheOffset() {
        WitnessCheck one = new WitnessCheck("w", true, PAYLOADS, Duration.ofSeconds(20), violations, NOW);
        one.message(message("t", 7, PAYLOADS.of(1, 1)));

        assertThat(violations.summary()).isEqualTo("wrong id");
    }

    @Test
    void aGapWithReasonExcusesWhatItAnnounces() {
        take(1);
        check.resumed(false);
        gap(new Position("e", 1), 5, GapReason.EXPIRED, Duration.ofSeconds(30));
        take(5, 6);

        assertThat(violations.texts()).isEmpty();
        assertThat(check.counts().skipped()).isEqualTo(3);
    }

    @Test
    void aGapExcusesNothingElse() {
        take(1);
        gap(new Position("e", 1), 5, GapReason.EXPIRED, Duration.ofSeconds(30));
        take(6);

        assertThat(violations.summary()).isEqualTo("wrong id");
    }

    @Test
    void aGapWhileEverythingWasRetained() {
        take(1);
        gap(new Position("e", 1), 5, GapReason.SLOW, Duration.ofSeconds(5));

        assertThat(violations.summary()).isEqualTo("gap without reason");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESTARTED", "UNAVAILABLE"})
    void aLogThatIsLost(GapReason reason) {
        take(1);
        gap(new Position("e", 1), 5, reason, Duration.ofHours(1));

        assertThat(violations.summary()).isEqualTo("gap without reason");
    }

    @Test
    void aGapAtTheWrongPlace() {
        take(1, 2);
        gap(new Position("e", 1), 5, GapReason.EXPIRED, Duration.ofHours(1));

        assertThat(violations.summary()).isEqualTo("gap at the wrong place");
    }

    @Test
    void recoveredAndGapExcludeEachOther() {
        take(1);
        check.resumed(true);
        gap(new Position("e", 1), 5, GapReason.EXPIRED, Duration.ofHours(1));
        assertThat(violations.summary()).isEqualTo("gap although recovered");

        take(5);
        check.resumed(false);
        take(6);
        assertThat(violations.summary()).contains("missing gap");
    }
}
