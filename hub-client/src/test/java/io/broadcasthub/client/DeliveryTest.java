package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private int rooms;
    private final Delivery delivery = new Delivery(turns::add, 8, 0, () -> rooms++);

    private void offer(String name) {
        delivery.offer(() -> seen.add(name), 1);
    }

    private void run() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    @Test
    void elementsWaitForDemandNotesDoNot() {
        delivery.note(() -> seen.add("note"));
        offer("a");
        offer("b");
        run();
        assertThat(seen).containsExactly("note");
        delivery.request(1);
        run();
        assertThat(seen).containsExactly("note", "a");
        delivery.request(5);
        offer("c");
        run();
        assertThat(seen).containsExactly("note", "a", "b", "c");
    }

    @Test
    void demandAddsUpWithoutOverflowing() {
        delivery.request(Long.MAX_VALUE - 1);
        delivery.request(Long.MAX_VALUE - 1);
        for (int i = 0; i < 1000; i++) {
            offer("x");
        }
        run();
        assertThat(seen).hasSize(1000);
    }

    @Test
    void onlyOneTurnIsUnderWay() {
        offer("a");
        offer("b");
        delivery.request(2);
        assertThat(turns).hasSize(1);
        delivery.offer(
                () -> {
                    offer("inner");
                    seen.add("outer");
                },
                1);
        delivery.request(2);
        run();
        assertThat(seen).containsExactly("a", "b", "outer", "inner");
    }

    @Test
    void tellsOnceWhenThereIsRoomAgain() {
        for (int i = 0; i < 8; i++) {
            assertThat(delivery.isFull()).isFalse();
            offer("x");
        }
        assertThat(delivery.isFull()).isTrue();
        delivery.awaitRoom();
        delivery.request(5);
        run();
        assertThat(rooms).isZero();
        delivery.request(1);
        run();
        assertThat(rooms).isEqualTo(1);
        delivery.request(2);
        run();
        assertThat(rooms).isEqualTo(1);
        delivery.awaitRoom();
        assertThat(rooms).as("there is room already").isEqualTo(2);
    }

    @Test
    void manyBytesFillItToo() {
        delivery.offer(() -> {}, 8 << 20);
        assertThat(delivery.isFull()).isTrue();
    }

    @Test
    void endsAfterWhatWaitsOrInsteadOfIt() {
        offer("a");
        delivery.end(() -> seen.add("end"), false);
        run();
        assertThat(seen).isEmpty();
        delivery.request(1);
        run();
        assertThat(seen).containsExactly("a", "end");
        delivery.end(() -> seen.add("second end"), true);
        run();
        assertThat(seen).containsExactly("a", "end");
    }

    @Test
    void stopRunsTheEndAtOnceAndDropsTheRest() {
        offer("a");
        delivery.request(1);
        delivery.end(() -> seen.add("end"), true);
        delivery.stop(Duration.ofSeconds(1));
        run();
        offer("late");
        run();
        assertThat(seen).containsExactly("end");
    }

    @Test
    void aFailingCallbackDoesNotStopTheOthers() {
        delivery.request(9);
        delivery.offer(
                () -> {
                    throw new IllegalStateException("as the test wants");
                },
                1);
        offer("next");
        run();
        assertThat(seen).containsExactly("next");
    }
}
