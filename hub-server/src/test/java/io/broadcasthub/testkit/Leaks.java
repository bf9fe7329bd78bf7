package io.broadcasthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Buffers that were lost, as Netty's detector reports them for this process. A report is an error of the test. */
public final class Leaks {
    private static final Recorder RECORDER = new Recorder();
    private static final long PATIENCE_MILLIS = 60_000;

    static {
        RECORDER.start();
        ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(RECORDER);
    }

    private Leaks() {}

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        final List<String> reports = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            reports.add(event.getFormattedMessage());
        }
    }

    /** Begins to record; what is lost from now on is seen by {@link #assertNone}. */
    public static void watch() {
        assertThat(ResourceLeakDetector.getLevel())
                .as("the build runs tests with io.netty.leakDetection.level=paranoid")
                .isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    /** Has the collector find what was lost, and fails if there is anything. */
    public static void assertNone() {
        collect();
        // The detector reports what the collector found when the next buffer is made.
        PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        PooledByteBufAllocator.DEFAULT.heapBuffer(16).release();
        assertThat(RECORDER.reports).as("lost buffers").isEmpty();
    }

    /** Returns when the collector has been through everything that was garbage at the call. */
    @SuppressWarnings("ReferenceEquality") // the reference itself is awaited
    private static void collect() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
        try {
            System.gc();
            assertThat(queue.remove(PATIENCE_MILLIS)).as("the collector ran").isSameAs(sentinel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
