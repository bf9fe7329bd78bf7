package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the golden files; see their README. */
final class Golden {
    private Golden() {}

    /** The frames' texts by name. */
    static Map<String, String> frames(String file) {
        Map<String, String> frames = new LinkedHashMap<>();
        for (String line : lines(file)) {
            String frame = ",\"frame\":";
            int at = line.indexOf(frame);
            String name = line.substring("{\"name\":\"".length(), at - 1);
            frames.put(name, line.substring(at + frame.length(), line.length() - 1));
        }
        return frames;
    }

    static String[] lines(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8).split("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
