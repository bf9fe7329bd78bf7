package io.broadcasthub.transport.ws;

import io.netty.util.concurrent.FastThreadLocal;
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

    private @Nullable MessageInflater inflater;

    private @Nullable MessageDeflater deflater;

    private LoopMemory() {}

    static LoopMemory current() {
        return CURRENT.get();
    }

    MessageInflater inflater() {
        MessageInflater result = inflater;
        if (result == null) {
            result = new MessageInflater();
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
