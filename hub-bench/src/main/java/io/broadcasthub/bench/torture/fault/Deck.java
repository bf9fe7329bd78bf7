package io.broadcasthub.bench.torture.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals in random order, and nothing twice before everything was dealt once. Any thread. */
final class Deck<T> {
    private final List<T> cards;
    private final Random random;
    private final Deque<T> left = new ArrayDeque<>();
    private int dealt;

    Deck(List<T> cards, Random random) {
        this.cards = new ArrayList<>(cards);
        this.random = random;
    }

    synchronized T deal() {
        if (left.isEmpty()) {
            Collections.shuffle(cards, random);
            left.addAll(cards);
        }
        dealt++;
        return left.remove();
    }

    /** Whether everything was dealt at least once. */
    synchronized boolean isDealtOnce() {
        return dealt >= cards.size();
    }
}
