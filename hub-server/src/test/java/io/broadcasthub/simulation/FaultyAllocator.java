package io.broadcasthub.simulation;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts every buffer that is not given back, and sometimes has none to give. */
final class FaultyAllocator extends AbstractByteBufAllocator {
    /** Remembers who allocated what; slow, for the replay of a seed that loses buffers. */
    private static final boolean BIRTHS = Boolean.getBoolean("simulation.births");

    private final Map<Long, Throwable> births = new HashMap<>();
    private long allocated;
    private long live;
    private int failIn = -1;

    FaultyAllocator() {
        super(false);
    }

    /** After so many allocations one fails; never, if negative. */
    void failIn(int allocations) {
        failIn = allocations;
    }

    /** Buffers that are allocated and not released. */
    long live() {
        return live;
    }

    /** Who allocated them, if that is remembered. */
    String births() {
        StringBuilder all = new StringBuilder(BIRTHS ? "" : " (-Dsimulation.births=true tells whose)");
        births.values().forEach(birth -> all.append("\n  ").append(Arrays.toString(birth.getStackTrace())));
        return all.toString();
    }

    private long born() {
        if (failIn >= 0 && failIn-- == 0) {
            throw new OutOfMemoryError("simulated: no direct memory");
        }
        live++;
        allocated++;
        if (BIRTHS) {
            births.put(allocated, new Throwable());
        }
        return allocated;
    }

    private void died(long number) {
        live--;
        births.remove(number);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        long number = born();
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected void deallocate() {
                died(number);
                super.deallocate();
            }
        };
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return newHeapBuffer(initialCapacity, maxCapacity);
    }

    /** Not watched by Netty's leak detector: what a planted defect loses would be reported in tests that come later. */
    @Override
    public CompositeByteBuf compositeHeapBuffer(int maxNumComponents) {
        return new CompositeByteBuf(this, false, maxNumComponents);
    }

    @Override
    public CompositeByteBuf compositeDirectBuffer(int maxNumComponents) {
        return compositeHeapBuffer(maxNumComponents);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}
