package io.broadcasthub.bench.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static List<Integer> dealt(int count, long seed) {
        Deck<Integer> deck = new Deck<>(List.of(1, 2, 3, 4, 5), new Random(seed));
        List<Integer> dealt = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dealt.add(deck.deal());
        }
        return dealt;
    }

    @Test
    void everythingOnceBeforeAnythingTwice() {
        List<Integer> dealt = dealt(10, 1);

        assertThat(dealt.subList(0, 5)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(dealt.subList(5, 10)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void knowsWhenEverythingWasDealt() {
        Deck<Integer> deck = new Deck<>(List.of(1, 2), new Random(1));

        deck.deal();
        assertThat(deck.isDealtOnce()).isFalse();
        deck.deal();
        assertThat(deck.isDealtOnce()).isTrue();
    }

    @Test
    void theSeedDecides() {
        assertThat(dealt(20, 1)).isEqualTo(dealt(20, 1)).isNotEqualTo(dealt(20, 2));
    }
}
