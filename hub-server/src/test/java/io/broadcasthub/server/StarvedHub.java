package io.broadcasthub.server;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.Sources;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process with a hub in it that eats up its own descriptors, gives them back, and tells its processor time, as it is told to. */
final class StarvedHub {
    private final List<InputStream> eaten = new ArrayList<>();

    private StarvedHub() {}

    public static void main(String[] args) throws IOException {
        Sources sources = Sources.none().set("listen", "127.0.0.1:0").set("admin", "127.0.0.1:0");
        for (int i = 0; i < args.length; i += 2) {
            sources = sources.set(args[i], args[i + 1]);
        }
        HubServer hub = HubServer.start(ConfigLoader.load(sources).config());
        System.out.println(
                hub.publicAddress().getPort() + " " + hub.adminAddress().getPort());
        StarvedHub process = new StarvedHub();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            System.out.println(
                    switch (command) {
                        case "eat" -> process.eat();
                        case "free" -> process.free();
                        default -> loopTime();
                    });
        }
        hub.close();
    }

    private int eat() {
        try {
            while (true) {
                eaten.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            return eaten.size();
        }
    }

    private int free() throws IOException {
        for (InputStream file : eaten) {
            file.close();
        }
        eaten.clear();
        return 0;
    }

    /** Nanoseconds of processor time that the event loops have had, and what the clock says. */
    private static String loopTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("hub-loop")) {
                sum += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum + " " + System.nanoTime();
    }
}
