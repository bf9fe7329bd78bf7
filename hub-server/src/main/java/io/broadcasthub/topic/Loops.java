package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Two loops or more that are told of a topic. */
@AnyThread
record Loops(List<LoopTopic> all) implements Audience {
    @Override
    public void forEach(Consumer<LoopTopic> action) {
        all.forEach(action);
    }

    @Override
    public boolean has(LoopTopic loop) {
        return all.contains(loop);
    }

    @Override
    public Audience and(LoopTopic loop) {
        return new Loops(Stream.concat(all.stream(), Stream.of(loop)).toList());
    }

    @Override
    public Audience without(LoopTopic loop) {
        List<LoopTopic> left = all.stream().filter(l -> l != loop).toList();
        return left.size() == 1 ? left.get(0) : new Loops(left);
    }
}
