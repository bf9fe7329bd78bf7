package io.broadcasthub.server;

import io.netty.channel.uring.IoUring;
import org.jspecify.annotations.Nullable;

/** Netty's io_uring, which is asked for here only, since it is to be told something before its classes are loaded. */
final class Uring {
    /**
     * Where there is no descriptor for a connection, Netty (4.2.18) asks again without end for an accept that serves for many,
     * though it is told not to read; one for each connection it leaves alone then.
     */
    private static final String ACCEPT_FOR_MANY = "io.netty.iouring.acceptMultiShotEnabled";

    static {
        if (System.getProperty(ACCEPT_FOR_MANY) == null) {
            System.setProperty(ACCEPT_FOR_MANY, "false");
        }
    }

    private Uring() {}

    /** Whether the kernel, the container and the library allow it. */
    static boolean isAvailable() {
        return IoUring.isAvailable();
    }

    /** Why not. */
    static @Nullable Throwable unavailabilityCause() {
        return IoUring.unavailabilityCause();
    }
}
