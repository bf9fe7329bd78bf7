package io.broadcasthub.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What tests do to data directories behind the engine's back. */
final class DataDirectory {
    private DataDirectory() {}

    /** What a hub that is killed now leaves to its system. */
    static Path afterKill(Path directory, Path copy) {
        try {
            Files.createDirectories(copy);
            for (Path file : segments(directory)) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".journal")).sorted().toList();
        }
    }

    static Path last(Path directory) throws IOException {
        List<Path> all = segments(directory);
        return all.get(all.size() - 1);
    }

    static long size(Path directory) throws IOException {
        long size = 0;
        for (Path file : segments(directory)) {
            size += Files.size(file);
        }
        return size;
    }
}
