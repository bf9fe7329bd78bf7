package io.broadcasthub.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tests do to data directories behind the engine's back. */
final class DataDirectory {
    private DataDirectory() {}

    /** What a hub that is killed now leaves to its system; taken again if it wrote or deleted something meanwhile. */
    static Path afterKill(Path directory, Path copy) {
        try {
            Files.createDirectories(copy);
            while (!copied(directory, copy)) {
                for (Path file : segments(copy)) {
                    Files.delete(file);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean copied(Path directory, Path copy) throws IOException {
        try {
            List<String> before = sizes(directory);
            for (Path file : segments(directory)) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
            return sizes(directory).equals(before) && sizes(copy).equals(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> sizes(Path directory) throws IOException {
        List<String> sizes = new ArrayList<>();
        for (Path file : segments(directory)) {
            sizes.add(file.getFileName() + " " + Files.size(file));
        }
        return sizes;
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
            try {
                size += Files.size(file);
            } catch (NoSuchFileException e) {
                continue; // deleted just now
            }
        }
        return size;
    }
}
