package io.broadcasthub.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A hub without sockets, which ends when it is told to, or never. */
final class FakeHub implements RunningHub {
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final boolean stops;

    FakeHub(boolean stops) {
        this.stops = stops;
    }

    @Override
    public InetSocketAddress publicAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40001);
    }

    @Override
    public InetSocketAddress adminAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40002);
    }

    @Override
    public CompletionStage<Void> stop() {
        if (stops) {
            closed.complete(null);
        }
        return closed;
    }

    @Override
    public CompletionStage<Void> closed() {
        return closed;
    }

    /** A process of its own, for tests with real signals; the argument says whether its drain ends. */
    public static void main(String[] args) {
        Logs.quiet();
        int code = HubCommand.commandLine(
                        System.getenv(), config -> new FakeHub(Boolean.parseBoolean(args[0])), new Termination())
                .execute("serve");
        Logs.flush();
        System.exit(code);
    }
}
