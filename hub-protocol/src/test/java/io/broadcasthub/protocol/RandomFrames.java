package io.broadcasthub.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random frames of every type, each optional field present or not. */
final class RandomFrames {
    private static final String TOPIC_CHARS = "abcXYZ019_-:@~";

    private final Random random;

    RandomFrames(Random random) {
        this.random = random;
    }

    ClientFrame client() {
        return switch (random.nextInt(6)) {
            case 0 -> new ClientFrame.Auth(maybe(this::id), text());
            case 1 -> new ClientFrame.Subscribe(maybe(this::id), filter(), start());
            case 2 -> new ClientFrame.Unsubscribe(maybe(this::id), filter());
            case 3 -> publish();
            case 4 -> new ClientFrame.Presence(maybe(this::id), topic());
            default -> new ClientFrame.Ping(maybe(this::id));
        };
    }

    ClientFrame.Publish publish() {
        return new ClientFrame.Publish(maybe(this::id), topic(), payload(), maybe(this::text), maybe(this::text));
    }

    ServerFrame server() {
        return switch (random.nextInt(10)) {
            case 0 ->
                new ServerFrame.Welcome(
                        text(), text(), Duration.ofSeconds(1 + random.nextInt(100)), 1 + random.nextInt(1 << 30));
            case 1 ->
                new ServerFrame.Ok(
                        id(),
                        maybe(() -> filter().value()),
                        maybe(this::position),
                        maybe(random::nextBoolean),
                        maybe(this::time),
                        maybe(() -> Stream.generate(this::payload)
                                .limit(random.nextInt(4))
                                .toList()));
            case 2 ->
                new ServerFrame.Failure(
                        maybe(this::id), any(ErrorCode.values()), text(), maybe(this::text), maybe(this::delay));
            case 3 -> new ServerFrame.Pong(maybe(this::id));
            case 4 -> new ServerFrame.Gap(filter(), maybe(this::position), position(), any(GapReason.values()));
            case 5 -> new ServerFrame.Join(topic(), payload());
            case 6 -> new ServerFrame.Leave(topic(), payload());
            case 7 -> new ServerFrame.Bye(any(CloseCode.values()).code(), text(), maybe(this::delay));
            case 8 -> new ServerFrame.Heartbeat();
            default ->
                new ServerFrame.Message(
                        topic(),
                        position(),
                        payload(),
                        time(),
                        maybe(this::filter),
                        maybe(this::text),
                        maybe(this::text));
        };
    }

    TopicName topic() {
        return new TopicName((random.nextInt(8) == 0 ? "$" : "") + segments());
    }

    TopicFilter filter() {
        return switch (random.nextInt(4)) {
            case 0 -> new TopicFilter("*." + segments());
            case 1 -> new TopicFilter(segments() + ".**");
            case 2 -> new TopicFilter(segments() + ".*." + segments());
            default -> topic();
        };
    }

    private String segments() {
        StringBuilder name = new StringBuilder();
        for (int segment = random.nextInt(4); segment >= 0; segment--) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                name.append(TOPIC_CHARS.charAt(random.nextInt(TOPIC_CHARS.length())));
            }
            name.append(segment > 0 ? "." : "");
        }
        return name.toString();
    }

    private RequestId id() {
        return random.nextBoolean() ? RequestId.of(text()) : RequestId.of(random.nextLong() >> random.nextInt(10, 64));
    }

    private StartAt start() {
        return random.nextBoolean()
                ? new StartAt.After(position())
                : new StartAt.Last(random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(3));
    }

    private Position position() {
        return new Position("e" + random.nextInt(100), random.nextLong() >>> random.nextInt(11, 64));
    }

    private Payload payload() {
        return Payload.ofJson(RandomJson.value(random));
    }

    private String text() {
        return RandomJson.text(random);
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong() >>> 20);
    }

    private Duration delay() {
        return Duration.ofMillis(random.nextInt(1_000_000));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
