package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file into which a JVM writes its garbage collections, as they end. */
public record GcLog(Path file) {
    private static final Pattern PAUSE = Pattern.compile("GC\\((\\d+)\\) .*Pause .* (\\d+\\.\\d+)ms$");
    /** How full the heap was before and after, in mebibytes. */
    private static final Pattern HEAP = Pattern.compile("^\\[(\\d+\\.\\d+)s\\].* (\\d+)M->(\\d+)M\\(");

    private static final double MICROS = 1e3;
    private static final double MIB = 1 << 20;

    /** What the JVM is to be started with. */
    List<String> options() {
        // The phases are where ZGC tells its pauses.
        return List.of("-Xlog:gc,gc+phases:file=" + file + ":uptime:filecount=0");
    }

    /** A moment, to be named later. */
    public long now() throws IOException {
        return Files.size(file);
    }

    /** What was collected since a moment; 0 is the start of the JVM. */
    public GcWork since(long moment) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(moment);
            ByteBuffer text = ByteBuffer.allocate((int) (channel.size() - moment));
            while (text.hasRemaining() && channel.read(text) >= 0) {
                // on to its end
            }
            return parse(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
        }
    }

    static GcWork parse(String log) {
        Set<String> collections = new HashSet<>();
        double micros = 0;
        double longest = 0;
        double allocated = 0;
        double seconds = 0;
        double lastSecond = Double.NaN; // none yet
        double lastFull = 0;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                collections.add(pause.group(1)); // one may stop the program several times
                double time = Double.parseDouble(pause.group(2)) * MICROS;
                micros += time;
                longest = Math.max(longest, time);
            }
            Matcher heap = HEAP.matcher(line);
            if (heap.find()) {
                double second = Double.parseDouble(heap.group(1));
                if (!Double.isNaN(lastSecond)) {
                    allocated += (Long.parseLong(heap.group(2)) - lastFull) * MIB;
                    seconds += second - lastSecond;
                }
                lastSecond = second;
                lastFull = Long.parseLong(heap.group(3));
            }
        }
        return new GcWork(collections.size(), micros, longest, allocated, seconds);
    }
}
