package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.bench.wire.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** Publishes as scheduled, over a WebSocket and a loop of its own, to all topics in turn. Any thread. */
public final class Publisher implements AutoCloseable {
    private static final int CONNECT_SECONDS = 20;
    /** Most messages that go out in one write, when several are overdue. */
    private static final int MOST_AT_ONCE = 256;

    private final ClientLoops loops = new ClientLoops(1);
    private final Channel channel;
    private final EventLoop loop;
    private final PublisherConnection connection = new PublisherConnection();
    private final byte[][] frames;
    private final long[] perTopic;

    private Histogram lag = Tally.histogram();
    private long lagFrom;
    private long sent;
    private int topic;
    private boolean finished = true;
    private boolean stopped;

    /** Connects; blocks until that is done. */
    public Publisher(URI url, String topicPrefix, int topics, String payload) throws IOException, InterruptedException {
        frames = new byte[topics][];
        perTopic = new long[topics];
        for (int t = 0; t < topics; t++) {
            frames[t] = Requests.publish(topicPrefix + t, payload);
        }
        Connector connector = loops.connector(0);
        loop = connector.loop();
        ChannelFuture attempt = connector.connect(url, 0, 0, connection.with(url));
        attempt.addListener(f -> {
            if (!f.isSuccess()) {
                connection.failed(f.cause());
            }
        });
        channel = attempt.channel();
        try {
            connection.ready().get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            loops.close();
            throw new IOException(
                    "the publisher cannot connect to " + url.getAuthority() + url.getPath() + ": " + cause(e)
                            + "; is a server running there?",
                    e);
        }
    }

    private static String cause(Exception e) {
        Throwable cause = e.getCause();
        return cause == null ? "no answer within " + CONNECT_SECONDS + " s" : String.valueOf(cause.getMessage());
    }

    /**
     * Begins a schedule; done when it is over. A schedule that runs must be over first.
     *
     * @param measured the lag of what is due from then on is told
     */
    public CompletableFuture<Void> publish(Schedule schedule, long measured) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            sent = 0;
            finished = false;
            stopped = false;
            lag = Tally.histogram();
            lagFrom = measured;
            next(schedule, done);
        });
        return done;
    }

    /** Ends the schedule that runs, if any, before its time. */
    public void stop() {
        loop.execute(() -> stopped = true);
    }

    private void next(Schedule schedule, CompletableFuture<Void> done) {
        long now = System.nanoTime();
        ByteBuf out = null;
        int count = 0;
        while (!schedule.isOver(sent) && schedule.timeOf(sent) - now <= 0 && count < MOST_AT_ONCE) {
            if (out == null) {
                out = channel.alloc().buffer(frames[topic].length + 14);
            }
            add(schedule.timeOf(sent), now, out);
            count++;
        }
        if (out != null) {
            channel.writeAndFlush(out, channel.voidPromise());
        }
        if (stopped || schedule.isOver(sent) || !channel.isActive()) {
            finished = true;
            done.complete(null);
            return;
        }
        long wait = schedule.timeOf(sent) - System.nanoTime();
        loop.schedule(() -> next(schedule, done), Math.max(0, wait), TimeUnit.NANOSECONDS);
    }

    private void add(long due, long now, ByteBuf out) {
        byte[] frame = frames[topic];
        Marker.write(frame, frame.length, ++perTopic[topic], due);
        ClientFrames.write(ClientFrames.TEXT, frame, 0, frame.length, out);
        if (due - lagFrom >= 0) {
            lag.recordValue(Math.max(0, now - due));
        }
        topic = (topic + 1) % frames.length;
        sent++;
    }

    /** Blocks for a moment. */
    public Published published() {
        CompletableFuture<Published> answer = new CompletableFuture<>();
        loop.execute(
                () -> answer.complete(new Published(perTopic.clone(), connection.refused(), lag.copy(), finished)));
        return answer.join();
    }

    /** What the server said against it, or an empty text. */
    public String problem() {
        return connection.problem();
    }

    @Override
    public void close() {
        channel.close();
        loops.close();
    }
}
