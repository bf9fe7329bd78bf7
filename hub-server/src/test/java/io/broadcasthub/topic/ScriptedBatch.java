package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sends to scripted subscribers, together; breaks down when it is told to. */
final class ScriptedBatch implements SendBatch {
    private static final int MOST = 4;

    private record Send(ScriptedSubscriber to, long address, int length) {}

    private final Random random;
    private final Map<Integer, ScriptedSubscriber> sockets = new HashMap<>();
    private final List<Send> added = new ArrayList<>();
    private boolean broken;
    private boolean closed;
    private int sent;
    private int unknown;

    ScriptedBatch(Random random) {
        this.random = random;
    }

    void put(int socket, ScriptedSubscriber subscriber) {
        sockets.put(socket, subscriber);
    }

    void breakDown() {
        broken = true;
    }

    int sent() {
        return sent;
    }

    int unknown() {
        return unknown;
    }

    @Override
    public int least() {
        return 2;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void add(int socket, long address, int length) {
        assertThat(closed).isFalse();
        assertThat(added).hasSizeLessThan(MOST);
        added.add(new Send(sockets.get(socket), address, length));
    }

    @Override
    public int[] send() {
        assertThat(added).hasSizeGreaterThanOrEqualTo(least());
        int[] outcomes = new int[MOST];
        for (int i = 0; i < added.size(); i++) {
            Send send = added.get(i);
            if (broken && random.nextBoolean()) {
                if (random.nextBoolean()) {
                    send.to().sendDirectly(send.address(), 0, send.length());
                }
                send.to().lose(random.nextBoolean());
                outcomes[i] = UNKNOWN;
                unknown++;
            } else {
                outcomes[i] = send.to().sendDirectly(send.address(), 0, send.length());
                sent++;
            }
        }
        added.clear();
        return outcomes;
    }

    @Override
    public void close() {
        closed = true;
    }
}
