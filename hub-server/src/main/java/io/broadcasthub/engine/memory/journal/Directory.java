package io.broadcasthub.engine.memory.journal;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data directory: held by one hub at a time, with its segments by number. */
final class Directory implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(\\d{12})\\.journal");

    private final Path path;
    private final FileChannel lockFile;

    private Directory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** @throws HubException {@code unavailable} if another hub has it */
    static Directory lock(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel file = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            throw new HubException(
                    ErrorCode.UNAVAILABLE,
                    "another hub works in " + path + "; stop it, or give this one a data directory of its own");
        }
        return new Directory(path, file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path segment(long number) {
        return path.resolve("%012d.journal".formatted(number));
    }

    NavigableMap<Long, Path> segments() throws IOException {
        NavigableMap<Long, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Long.valueOf(name.group(1)), file);
                }
            });
        }
        return found;
    }

    /** Makes what was created and deleted survive a loss of power. */
    void sync() throws IOException {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
