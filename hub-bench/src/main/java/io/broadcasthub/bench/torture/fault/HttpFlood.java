package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.peer.Heads;
import io.broadcasthub.bench.torture.peer.HttpPeer;
import io.broadcasthub.bench.torture.peer.RawPeer;
import io.broadcasthub.bench.wire.HttpConnection;
import io.broadcasthub.protocol.StartAt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Too much at once over HTTP: each request, and each line of a batch, has its answer all the same. */
enum HttpFlood implements Fault {
    REQUESTS("500 publishes, 16 under way") {
        @Override
        public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
            String body = "x".repeat(random.nextInt(2_000));
            String request = Heads.post(arena.host(), "/topics/" + topic(random), "text/plain", body.length()) + body;
            try (RawPeer peer = arena.connect()) {
                for (int round = 0; round < 500 / UNDER_WAY; round++) {
                    peer.send(request.repeat(UNDER_WAY));
                    for (int i = 0; i < UNDER_WAY; i++) {
                        answer(arena, peer, 200, 429);
                    }
                }
            }
        }
    },
    BATCHES("batch of 5,000 messages") {
        @Override
        public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                body.append("{\"topic\":\"")
                        .append(topic(random))
                        .append("\",\"data\":")
                        .append(i)
                        .append("}\n");
            }
            byte[] bytes = body.toString().getBytes(StandardCharsets.US_ASCII);
            try (RawPeer peer = arena.connect()) {
                peer.send(Heads.post(arena.host(), "/topics", "application/x-ndjson", bytes.length));
                peer.send(bytes);
                lines(answer(arena, peer, 200).body());
            }
        }

        private void lines(String body) throws WrongReaction {
            List<String> lines = body.lines().toList();
            WrongReaction.unless(lines.size() == LINES, lines.size() + " results of " + LINES + " lines");
            for (String line : lines) {
                boolean fine = line.contains("\"id\":") || TRY_LATER.contains(Answers.code(line));
                WrongReaction.unless(fine, "a line was answered " + line);
            }
        }
    },
    HUGE_BATCH("batch over the limit") {
        @Override
        public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
            try (RawPeer peer = arena.connect()) {
                peer.send(Heads.post(arena.host(), "/topics", "application/x-ndjson", 64 << 20));
                answer(arena, peer, 413);
            }
        }
    },
    TOPICS("publishes to 600 new topics") {
        @Override
        public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
            String prefix = "flood." + Integer.toString(random.nextInt(1 << 30), 36) + '.';
            try (RawPeer peer = arena.connect()) {
                for (int i = 0; i < 600; i++) {
                    peer.send(Heads.post(arena.host(), "/topics/" + prefix + i, "text/plain", 1) + 'x');
                    answer(arena, peer, 200, 429);
                }
            }
        }
    },
    STREAMS("100 streams at once") {
        @Override
        public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
            List<RawPeer> peers = new ArrayList<>();
            try {
                for (int i = 0; i < 100; i++) {
                    RawPeer peer = arena.connect();
                    peers.add(peer);
                    peer.send(Heads.events(arena.host(), Transport.SSE, topic(random), StartAt.LIVE) + "\r\n");
                }
                for (RawPeer peer : peers) {
                    answer(arena, peer, 200);
                }
            } finally {
                for (RawPeer peer : peers) {
                    peer.reset();
                }
            }
        }
    };

    private static final int UNDER_WAY = 16;
    private static final int LINES = 5_000;
    private static final int OVERLOADED = 503;
    private static final Set<String> TRY_LATER = Set.of("overloaded", "unavailable", "rate_limited");

    private final String words;

    HttpFlood(String words) {
        this.words = words;
    }

    @Override
    public String label() {
        return "flood: " + words;
    }

    /** One that exists, and that slow readers read. */
    static String topic(Random random) {
        return Arena.BUSY + random.nextInt(Arena.BUSY_TOPICS);
    }

    /** Checks the next answer; being overloaded is always one. */
    private static HttpConnection.Answer answer(Arena arena, RawPeer peer, Integer... due)
            throws WrongReaction, IOException {
        HttpConnection.Answer answer = HttpPeer.answer(peer);
        if (answer == null) {
            throw new WrongReaction("no answer");
        }
        arena.answers().saw(answer.status(), answer.body(), "a flood");
        boolean fine = List.of(due).contains(answer.status()) || answer.status() == OVERLOADED;
        WrongReaction.unless(fine, "answered " + answer.status() + ": " + answer.body());
        return answer;
    }
}
