package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.config.NetConfig;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.topic.LoopTopics;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.function.Function;

/**
 * What one hub runs on. Here for real life; a simulation makes its own, so that the whole hub runs on one thread and in
 * virtual time.
 *
 * @param loops serve clients; end with the hub
 * @param adminLoops serve operators, whatever the others do; may be the same, and end with the hub too
 * @param allocator of everything that is written to or read from a connection
 * @param kernel asks the kernel for the sockets at these addresses
 * @param files what this process may open, and has open
 * @param memory what it holds of the heap and of direct memory
 * @param turn cursors of one topic that a loop advances before its sockets and other topics have their turn
 */
@AnyThread
record Platform(
        Environment environment,
        IoMechanism io,
        EventLoopGroup loops,
        EventLoopGroup adminLoops,
        ByteBufAllocator allocator,
        Function<Collection<InetSocketAddress>, KernelSockets> kernel,
        OpenFiles files,
        MemoryUse memory,
        int turn) {

    /** Starts the event loops. */
    static Platform of(NetConfig net) {
        IoMechanism io = IoMechanism.of(net);
        int loops =
                net.eventLoops() > 0 ? net.eventLoops() : Runtime.getRuntime().availableProcessors();
        return new Platform(
                Environment.system(),
                io,
                loops("hub-loop", loops, io),
                loops("hub-admin", 1, io),
                allocator(net),
                KernelSockets::ofProcess,
                OpenFiles.ofProcess(),
                new JvmMemory(new Recollection()),
                LoopTopics.TURN);
    }

    private static EventLoopGroup loops(String name, int count, IoMechanism io) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), io.handlers());
    }

    private static ByteBufAllocator allocator(NetConfig net) {
        return switch (net.allocator()) {
            case POOLED -> PooledByteBufAllocator.DEFAULT;
            case ADAPTIVE -> Adaptive.INSTANCE;
        };
    }

    /** Made only where it is wanted. */
    private static final class Adaptive {
        static final ByteBufAllocator INSTANCE = new AdaptiveByteBufAllocator(true);
    }
}
