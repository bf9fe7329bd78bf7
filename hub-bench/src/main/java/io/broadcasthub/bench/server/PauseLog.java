package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file into which a JVM writes its pauses for garbage collection, as they end. */
public record PauseLog(Path file) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9]+\\.[0-9]+)ms$");
    private static final double MICROS = 1e3;

    /** What the JVM is to be started with. */
    List<String> options() {
        return List.of("-Xlog:gc:file=" + file + ":none:filecount=0");
    }

    /** A moment, to be named later. */
    public long now() throws IOException {
        return Files.size(file);
    }

    /** The longest pause since a moment, in microseconds; 0 if there was none. */
    public double longestSince(long moment) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(moment);
            ByteBuffer text = ByteBuffer.allocate((int) (channel.size() - moment));
            while (text.hasRemaining() && channel.read(text) >= 0) {
                // on to its end
            }
            return longest(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
        }
    }

    static double longest(String log) {
        return log.lines()
                .map(PAUSE::matcher)
                .filter(Matcher::find)
                .mapToDouble(pause -> Double.parseDouble(pause.group(1)) * MICROS)
                .max()
                .orElse(0);
    }
}
