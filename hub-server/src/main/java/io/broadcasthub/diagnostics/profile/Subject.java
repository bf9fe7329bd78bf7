package io.broadcasthub.diagnostics.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a profile is of. */
public enum Subject {
    /** Where threads spend processor time, system calls included. */
    CPU,
    /** Where memory is allocated on the heap. */
    ALLOC,
    /** Where threads wait for a lock, or for another thread to be done. */
    LOCK;

    /** The one with this name, as it stands in an address. */
    public static Optional<Subject> named(String name) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(name)).findFirst();
    }

    /** What there is to choose from. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Subject::wireName).toList();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Called when recording begins. */
    Samples begin() {
        return switch (this) {
            case CPU -> new CpuSamples();
            case ALLOC -> new AllocationSamples();
            case LOCK -> new LockSamples();
        };
    }
}
