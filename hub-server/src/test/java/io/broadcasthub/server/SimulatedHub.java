package io.broadcasthub.server;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.limits.Reading;
import io.broadcasthub.session.SessionAudit;
import io.broadcasthub.topic.TopicAudit;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalIoHandler;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A hub on a platform of the caller's, and its insides for those who hold them against what they know. */
public final class SimulatedHub {
    private static final long MAX_FILES = 10_000;
    private static final MemoryUse NO_MEMORY_BOUNDS = new MemoryUse() {
        @Override
        public Reading heap(int percent) {
            return new Reading(0, 0);
        }

        @Override
        public Reading direct(int percent) {
            return new Reading(0, 0);
        }
    };

    private final HubServer server;

    private SimulatedHub(HubServer server) {
        this.server = server;
    }

    public static SimulatedHub start(
            HubConfig config,
            Environment environment,
            EventLoopGroup loops,
            ChannelFactory<? extends ServerChannel> listeners,
            ByteBufAllocator allocator,
            Function<Collection<InetSocketAddress>, KernelSockets> kernel,
            LongSupplier openFiles,
            int turn,
            Supplier<Engine> engine) {
        OpenFiles files = new OpenFiles(MAX_FILES, () -> openFiles.getAsLong());
        IoMechanism io = new IoMechanism("simulated", LocalIoHandler.newFactory(), listeners, null, null);
        return new SimulatedHub(HubServer.start(
                config,
                new Platform(environment, io, loops, loops, allocator, kernel, files, NO_MEMORY_BOUNDS, turn),
                engine));
    }

    /** The engine that the configuration names. */
    public static Engine engine(HubConfig config, Environment environment) {
        return Engines.create(config, environment);
    }

    public HubServer server() {
        return server;
    }

    /** What the hub's own audits found last. */
    public int mismatches() {
        return server.wiring().auditor.mismatches();
    }

    public CompletableFuture<AuditReport> audit() {
        return server.wiring().auditor.audit();
    }

    /** What this loop finds in itself, without any benefit of the doubt; on the loop. */
    public List<Mismatch> look(EventLoop loop) {
        Wiring wiring = server.wiring();
        TopicAudit.Snapshot directory = TopicAudit.snapshot(wiring.directory);
        return Look.of(List.of(
                        SessionAudit.look(wiring.loops.of(loop), directory).sheet()))
                .suspects();
    }
}
