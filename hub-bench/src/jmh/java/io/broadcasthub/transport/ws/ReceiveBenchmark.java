package io.broadcasthub.transport.ws;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done with every byte that a client sends, per message: taking the mask off, and looking for what is not UTF-8. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiveBenchmark {
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
