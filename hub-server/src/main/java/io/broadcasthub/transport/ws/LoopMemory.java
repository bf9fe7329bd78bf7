package io.broadcasthub.transport.ws;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** What the decoders of one event loop share, so that a connection needs none of its own. Ends with its thread. */
final class LoopMemory {
    private static final FastThreadLocal<LoopMemory> CURRENT = new FastThreadLocal<>() {
        @Override
        protected LoopMemory initialValue() {
            return new LoopMemory();
        }

        @Override
        protected void onRemoval(LoopMemory memory) {
            memory.end();
        }
    };

    /** Where frames are unmasked. */
    final ReusableBytes input = new ReusableBytes();

    /** Where messages are decompressed. */
    final ReusableBytes output = new ReusableBytes();

    private @Nullable MessageInflater inflater;

    private @Nullable MessageDeflater deflater;

    /** For handshakes; looking one up takes as long as using it. */
    final MessageDigest sha1 = sha1();

    private LoopMemory() {}

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    static LoopMemory current() {
        return CURRENT.get();
    }

    /** For messages without context. */
    MessageInflater inflater() {
        MessageInflater result = inflater;
        if (result == null) {
            result = new MessageInflater(output, false);
            inflater = result;
        }
        return result;
    }

    MessageDeflater deflater() {
        MessageDeflater result = deflater;
        if (result == null) {
            result = new MessageDeflater(Deflater.DEFAULT_COMPRESSION);
            deflater = result;
        }
        return result;
    }

    private void end() {
        if (deflater != null) {
            deflater.close();
        }
        if (inflater != null) {
            inflater.end();
        }
    }
}
