package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.StackProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** One profile, from its start to its last trace. By one thread at a time. */
final class Take {
    private static final String NAME = "hub-profile";
    /** What the recorder may keep; of more the oldest goes. */
    private static final long MAX_BYTES = 64L << 20;

    private final Subject subject;
    private final Duration length;
    private final long since;
    private @Nullable Recording recording;
    private @Nullable Samples samples;

    Take(Subject subject, Duration length, long since) {
        this.subject = subject;
        this.length = length;
        this.since = since;
    }

    Duration length() {
        return length;
    }

    /** How long it will go on. */
    Duration left(long now) {
        Duration left = length.minusNanos(now - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    void start() {
        Recording begun = new Recording();
        recording = begun;
        begun.setName(NAME);
        begun.setMaxSize(MAX_BYTES);
        Samples begin = subject.begin();
        begin.events()
                .forEach(
                        (event, setting) -> begun.enable(event).withStackTrace().with(setting.name(), setting.value()));
        begun.start();
        samples = begin;
    }

    StackProfile finish() throws IOException {
        Recording running = recording;
        Samples seen = samples;
        if (running == null || seen == null) {
            throw new IllegalStateException("not started");
        }
        running.stop();
        seen.stopped();
        Set<String> wanted = seen.events().keySet();
        Path file = Files.createTempFile(NAME, ".jfr");
        long events = 0;
        try {
            running.dump(file);
            try (RecordingFile recorded = new RecordingFile(file)) {
                while (recorded.hasMoreEvents()) {
                    RecordedEvent event = recorded.readEvent();
                    // Who else records in this process has other events in it too.
                    if (wanted.contains(event.getEventType().getName())) {
                        seen.take(event);
                        events++;
                    }
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", subject.wireName());
        facts.put("seconds", length.toSeconds());
        facts.put("samples", events);
        return new StackProfile("profile: " + subject.wireName(), seen.unit(), facts, seen.tree());
    }

    /** Ends the recording, and with it the recorder's files of it. Idempotent. */
    void discard() {
        Recording running = recording;
        recording = null;
        if (running != null) {
            running.close();
        }
    }
}
