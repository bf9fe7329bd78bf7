package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.topic.SendBatch;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a ring that the kernel does not let do its work. */
class SendRingTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    /** Takes what is submitted, and answers what the test wants of it. */
    private static final class Scripted implements IoHandler, IoRegistration {
        final List<String> calls = new ArrayList<>();
        final List<int[]> answers = new ArrayList<>();
        private boolean throwing;
        private IoUringIoHandle handle;

        private void called(String name) {
            calls.add(name);
            if (throwing) {
                throw new IllegalStateException(name);
            }
        }

        @Override
        public void initialize() {
            called("initialize");
        }

        @Override
        public int run(IoHandlerContext context) {
            while (!answers.isEmpty()) {
                answer(answers.remove(0));
            }
            called("run");
            return 0;
        }

        /** The kernel's word on a send: which it is, and what came of it. */
        void answer(int[] outcome) {
            handle.handle(this, new IoUringIoEvent(outcome[1], 0, (byte) 0, outcome[0]));
        }

        @Override
        public void prepareToDestroy() {
            called("prepareToDestroy");
            try {
                handle.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void destroy() {
            called("destroy");
        }

        @Override
        public IoRegistration register(IoHandle wanted) {
            handle = (IoUringIoHandle) wanted;
            return this;
        }

        @Override
        public void wakeup() {}

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }

        @Override
        public <T> T attachment() {
            return null;
        }

        @Override
        public long submit(IoOps ops) {
            return 1;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public boolean cancel() {
            return true;
        }
    }

    @Test
    void oneThatDoesNotAnswerIsNotUsed() {
        Scripted ring = new Scripted();
        SendBatch sends = SendRing.over(channel.eventLoop(), ring);
        assertThat(sends).isNull();
        assertThat(ring.calls).containsExactly("initialize", "run", "prepareToDestroy", "destroy");
    }

    @Test
    void saysOfWhichSendsItDoesNotKnow() {
        Scripted ring = new Scripted();
        int badDescriptor = -9;
        ring.answers.add(new int[] {0, badDescriptor});
        SendBatch sends = SendRing.over(channel.eventLoop(), ring);
        assertThat(sends).isNotNull();
        for (int socket = 7; socket < 11; socket++) {
            sends.add(socket, 0, 5);
        }
        int full = -11;
        ring.answers.add(new int[] {1, 5});
        ring.answers.add(new int[] {3, full});
        ring.throwing = true;
        int[] outcomes = sends.send();
        assertThat(outcomes).startsWith(SendBatch.UNKNOWN, 5, SendBatch.UNKNOWN, 0);

        sends.close();
        ring.answer(new int[] {0, 5});
        assertThat(outcomes).as("too late").startsWith(SendBatch.UNKNOWN, 5);
        assertThat(ring.calls).containsExactly("initialize", "run", "run", "prepareToDestroy", "destroy");
        sends.close();
        assertThat(ring.calls).as("once").hasSize(5);
    }

    @Test
    void oneThatCannotBeginIsEndedAsFarAsItGoes() {
        Scripted ring = new Scripted();
        ring.throwing = true;
        assertThat(SendRing.over(channel.eventLoop(), ring)).isNull();
        assertThat(ring.calls).containsExactly("initialize", "prepareToDestroy", "destroy");
    }
}
