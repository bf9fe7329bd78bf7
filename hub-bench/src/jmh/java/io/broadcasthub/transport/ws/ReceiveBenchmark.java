package io.broadcasthub.transport.ws;

import io.broadcasthub.bench.Timed;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What is done with every byte that a client sends, per message: taking the mask off, and looking for what is not UTF-8. */
public class ReceiveBenchmark extends Timed {
    private static final int MASK = 0x37fa213d;

    @Param({"128", "65536"})
    public int payload;

    /** With a character that is not ASCII every 64 bytes. */
    private byte[] text;

    private byte[] masked;

    @Setup
    public void create() {
        String part = "x".repeat(62) + "\u00e9";
        text = part.repeat(payload / 64).getBytes(StandardCharsets.UTF_8);
        masked = text.clone();
    }

    /** Masks and unmasks in turn, which is the same work. */
    @Benchmark
    public byte[] unmask() {
        Mask.apply(masked, 0, masked.length, MASK, 0);
        return masked;
    }

    @Benchmark
    public boolean checkUtf8() {
        return Utf8.isValid(text, 0, text.length);
    }
}
