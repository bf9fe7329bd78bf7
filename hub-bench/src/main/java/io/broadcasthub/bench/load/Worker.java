package io.broadcasthub.bench.load;

import io.broadcasthub.bench.server.Children;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A further process of the generator, as seen from the first one. It runs on the same processors. */
final class Worker implements AutoCloseable {
    private final Process process;
    private final ObjectOutputStream out;
    private final ObjectInputStream in;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "bench-worker");
        t.setDaemon(true);
        return t;
    });

    /** Returns when it takes assignments. */
    Worker(int loops) throws IOException {
        process = new ProcessBuilder(
                        Children.java(List.of("-Xmx1g"), WorkerMain.class.getName(), List.of(String.valueOf(loops))))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new ObjectOutputStream(process.getOutputStream());
        out.flush();
        in = new ObjectInputStream(process.getInputStream());
    }

    Crowd crowd(int number, CrowdPlan plan) {
        return order -> CompletableFuture.supplyAsync(() -> ask(new Assignment(number, plan, order)), thread);
    }

    private Tally ask(Assignment assignment) {
        try {
            out.writeObject(assignment);
            out.reset();
            out.flush();
            Object answer = in.readObject();
            if (answer instanceof Tally tally) {
                return tally;
            }
            throw new IllegalStateException("a process of the generator failed: " + answer);
        } catch (IOException e) {
            throw new UncheckedIOException("a process of the generator ended by itself", e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("both run the same program", e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        process.destroyForcibly();
    }
}
