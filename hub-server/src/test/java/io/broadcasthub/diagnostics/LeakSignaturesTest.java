package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which pictures are taken for a leak, and which are not. */
class LeakSignaturesTest {
    private static final ConnectionGroup GROUP = new ConnectionGroup("LIVE", "ws", "-");

    private final LeakSignatures signatures = new LeakSignatures(3);

    private boolean after(int quiet, int stayed) {
        signatures.sample(Map.of(GROUP, new QuietCount(quiet, stayed)));
        return signatures.isSignature(signatures.groups().get(0));
    }

    @Test
    void aGroupThatOnlyRises() {
        assertThat(after(1, 0)).isFalse();
        assertThat(after(2, 1)).isFalse();
        assertThat(after(5, 2)).isFalse();
        assertThat(after(6, 5)).isTrue();
        assertThat(after(9, 6)).as("it stays one while it grows").isTrue();
    }

    @Test
    void samplesWithoutAChangeNeitherFeedNorEndIt() {
        after(1, 0);
        after(2, 1);
        after(3, 2);
        assertThat(after(3, 3)).isFalse();
        assertThat(after(4, 3)).isTrue();
        assertThat(after(4, 4)).isTrue();
    }

    @Test
    void whoeverLeavesEndsIt() {
        after(1, 0);
        after(2, 1);
        after(3, 2);
        assertThat(after(9, 2)).as("more came than left").isFalse();
        assertThat(after(10, 9)).isFalse();
        assertThat(after(11, 10)).isFalse();
        assertThat(after(12, 11)).isTrue();
        assertThat(after(12, 11)).as("one left, another came").isFalse();
    }

    @Test
    void aCrowdThatCameAndIsServedIsNone() {
        for (int sample = 0; sample < 20; sample++) {
            // Each time others are quiet: messages went through those that were.
            assertThat(after(10 + sample, 0)).isFalse();
        }
    }

    @Test
    void aGroupThatIsGoneIsForgotten() {
        after(1, 0);
        after(2, 1);
        after(3, 2);
        signatures.sample(Map.of());
        assertThat(signatures.groups()).isEmpty();
        assertThat(after(4, 0)).isFalse();
    }

    @Test
    void topicsOfOneShapeAreOneGroup() {
        assertThat(ConnectionGroup.shape("user-17.inbox")).isEqualTo("user-#");
        assertThat(ConnectionGroup.shape("user-4.outbox")).isEqualTo("user-#");
        assertThat(ConnectionGroup.shape("news")).isEqualTo("news");
        assertThat(ConnectionGroup.shape("*.eu")).isEqualTo("*");
    }
}
