package io.broadcasthub.cli;

import io.broadcasthub.client.HubClient;
import io.broadcasthub.client.PublishOptions;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Publishes each line of a stream without waiting for the one before; the client bounds how many are under way. */
final class LinePublisher {
    private static final int SHOWN_FAILURES = 5;

    private final HubClient client;
    private final TopicName topic;
    private final PublishOptions options;
    private final Function<String, Payload> payload;
    private final PrintWriter err;
    private final Progress progress;
    private final AtomicLong failed = new AtomicLong();

    LinePublisher(
            HubClient client,
            TopicName topic,
            PublishOptions options,
            Function<String, Payload> payload,
            PrintWriter err) {
        this.client = client;
        this.topic = topic;
        this.options = options;
        this.payload = payload;
        this.err = err;
        this.progress = new Progress(err);
    }

    /** @return whether the hub took every line */
    boolean publish(InputStream in) throws IOException, InterruptedException {
        // Strict: a line that is not UTF-8 must not arrive as something else.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        Semaphore answered = new Semaphore(0);
        long lines = 0;
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                long number = ++lines;
                CompletableFuture<?> answer = client.publishOrWait(topic, payload.apply(line), options);
                var unused = answer.whenComplete((result, failure) -> {
                    if (failure == null) {
                        progress.step();
                    } else {
                        note(number, failure);
                    }
                    answered.release();
                });
            }
        } catch (CharacterCodingException e) {
            failed.incrementAndGet();
            say("standard input is not UTF-8 after about line " + lines + "; convert it, for example with iconv");
        }
        answered.acquire(Math.toIntExact(lines));
        progress.end();
        if (failed.get() > 0) {
            say(failed.get() + " of " + lines + " messages were not published");
        }
        return failed.get() == 0;
    }

    private void note(long line, Throwable failure) {
        if (failed.incrementAndGet() <= SHOWN_FAILURES) {
            say("line " + line + ": " + failure.getMessage());
        }
    }

    private void say(String text) {
        progress.clear();
        err.println("hub: " + text);
        err.flush();
    }
}
