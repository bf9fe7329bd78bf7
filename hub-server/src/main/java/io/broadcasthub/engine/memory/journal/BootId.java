package io.broadcasthub.engine.memory.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names this run of the operating system: what was handed to it is still there as long as the name is the same. */
public final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** @return empty where the system does not say */
    public static String current() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
