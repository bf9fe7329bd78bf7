package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.Published;
import java.nio.file.Path;

/** A process to be killed: publishes on several threads as fast as it can, and prints what was answered. */
final class KilledEngine {
    static final int THREADS = 3;

    private KilledEngine() {}

    public static void main(String[] args) {
        MemoryEngine engine = open(Path.of(args[0]), Boolean.parseBoolean(args[1]));
        EngineProbe probe = new EngineProbe(engine);
        for (int i = 0; i < THREADS; i++) {
            String topic = "t." + i;
            new Thread(() -> publish(probe, topic, args[2])).start();
        }
    }

    static MemoryEngine open(Path dir, boolean fsync) {
        return new MemoryEngineFixture().data(dir, fsync, 1 << 15, "boot").engine();
    }

    private static void publish(EngineProbe probe, String topic, String run) {
        for (int n = 0; ; n++) {
            String text = run + "-" + n;
            Published published = probe.publish(topic, text);
            System.out.println(topic + ' ' + published.at() + ' ' + text);
        }
    }
}
