package io.broadcasthub.cli;

import io.broadcasthub.client.Subscriber;
import io.broadcasthub.client.SubscriptionState;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Prints what subscriptions deliver, as the wire has it. The stream is flushed when there is nothing more to print at the
 * moment, so a burst costs few writes and a single message is seen at once. A reader that does not keep up holds the
 * subscriptions back.
 */
final class LinePrinter {
    private static final FrameCodec CODEC = new JsonFrameCodec();
    private static final int QUEUE = 1024;

    private sealed interface Item {}

    private record Line(ServerFrame frame) implements Item {}

    private record Ended(String why) implements Item {}

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(QUEUE);
    private final BufferedOutputStream out;
    private final PrintWriter err;
    private int subscriptions;

    LinePrinter(OutputStream out, PrintWriter err, int subscriptions) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.err = err;
        this.subscriptions = subscriptions;
    }

    Subscriber subscriber(TopicFilter topic) {
        return new Subscriber() {
            @Override
            public void onMessage(ServerFrame.Message message) {
                put(new Line(message));
            }

            @Override
            public void onGap(ServerFrame.Gap gap) {
                put(new Line(gap));
            }

            @Override
            public void onState(SubscriptionState state) {
                if (state instanceof SubscriptionState.Ended ended && ended.cause() != null) {
                    put(new Ended(topic + ": " + ended.cause().getMessage()));
                }
            }
        };
    }

    private void put(Item item) {
        try {
            items.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Prints until the thread is interrupted or nobody reads the output any more.
     *
     * @return false if instead every subscription has ended
     */
    boolean run() {
        try {
            while (subscriptions > 0) {
                print(next());
            }
            out.flush();
            return false;
        } catch (InterruptedException e) {
            printRest();
        } catch (IOException e) {
            // The reader, such as head, has seen enough.
            items.clear();
        }
        return true;
    }

    private Item next() throws IOException, InterruptedException {
        Item item = items.poll();
        if (item == null) {
            out.flush();
            item = items.take();
        }
        return item;
    }

    private void print(Item item) throws IOException {
        if (item instanceof Line line) {
            out.write(CODEC.write(line.frame));
            out.write('\n');
        } else if (item instanceof Ended ended) {
            subscriptions--;
            err.println("hub: " + ended.why);
            err.flush();
        }
    }

    private void printRest() {
        List<Item> rest = new ArrayList<>();
        items.drainTo(rest);
        try {
            for (Item item : rest) {
                print(item);
            }
            out.flush();
        } catch (IOException e) {
            items.clear();
        }
    }
}
