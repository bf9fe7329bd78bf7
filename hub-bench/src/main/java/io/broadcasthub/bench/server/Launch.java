package io.broadcasthub.bench.server;

import java.util.ArrayList;
import java.util.List;

/**
 * What is started as a server: a program of this class path that prints the address it listens on.
 *
 * @param name what reports call it
 */
public record Launch(String name, String mainClass, List<String> arguments) {
    public Launch {
        arguments = List.copyOf(arguments);
    }

    /** The same with further arguments. */
    public Launch with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Launch(name, mainClass, all);
    }
}
