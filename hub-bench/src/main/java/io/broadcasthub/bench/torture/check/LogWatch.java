package io.broadcasthub.bench.torture.check;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a hub writes to its log, as it grows: errors must not be in it. One thread. */
public final class LogWatch {
    /** The hub's own error lines, what the JVM says by itself, and Netty's reports of buffers nobody released. */
    private static final Pattern BAD =
            Pattern.compile("^\\S+ ERROR |^Exception in thread|LEAK:|OutOfMemoryError|AssertionError|^# A fatal error");

    private static final int SHOWN = 12;

    private final Violations violations;
    private long read;
    private long lines;

    public LogWatch(Violations violations) {
        this.violations = violations;
    }

    /** Looks at what is new in it. A last line that is not finished is left for the next time. */
    public void look(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.min(Integer.MAX_VALUE - 8, file.length() - read)];
            file.seek(read);
            file.readFully(fresh);
            int end = lastNewline(fresh) + 1;
            read += end;
            lines(new String(fresh, 0, end, StandardCharsets.UTF_8).lines().toList());
        }
    }

    private static int lastNewline(byte[] bytes) {
        int at = bytes.length - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private void lines(List<String> fresh) {
        lines += fresh.size();
        for (int i = 0; i < fresh.size(); i++) {
            if (BAD.matcher(fresh.get(i)).find()) {
                int end = i + 1;
                while (end < fresh.size() && end - i < SHOWN && fresh.get(end).startsWith(" ")) {
                    end++; // its stack
                }
                violations.add("error in the log", String.join("\n", fresh.subList(i, end)));
            }
        }
    }

    /** Another process writes another file. */
    public void begin() {
        read = 0;
    }

    public long lines() {
        return lines;
    }
}
