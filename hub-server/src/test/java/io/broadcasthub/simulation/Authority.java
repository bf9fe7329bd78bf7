package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.server.SimulatedHub;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine across a network, whose logs outlive the hub's lives. */
final class Authority implements SimulatedEngine {
    private final HubConfig config;
    private final World world;
    private final Keeper keeper;
    private @Nullable EngineLink link;

    Authority(World world) {
        this.world = world;
        this.config = world.topics.config();
        this.keeper = new Keeper(store());
    }

    private Engine store() {
        SimulatedThreads elsewhere = new SimulatedThreads(world.time, () -> {});
        return SimulatedHub.engine(
                config, new Environment(world.time::now, world.time::wallClock, world.random, world.random, elsewhere));
    }

    @Override
    public Engine start(Environment environment) {
        TaskScope thread = environment.threads().scope("hub-engine-link");
        EngineLink own = new EngineLink(thread, environment.nanoTicker(), world.random);
        link = own;
        return new RemoteEngine(keeper, own, thread, this::retention, environment);
    }

    private Retention retention(TopicFilter filter) {
        TopicRule rule = config.ruleFor(filter);
        TopicRule.History history = rule.history();
        return new Retention(
                history.messages(), history.bytes().bytes(), history.age(), rule.slow() == SlowPolicy.LATEST);
    }

    @Override
    public void fault(Random random, Consumer<String> tell) {
        EngineLink now = link;
        if (now != null) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    tell.accept("engine cut");
                    now.cut(true);
                }
                case 2, 3 -> {
                    tell.accept("engine slow");
                    now.delay(Duration.ofSeconds(1));
                }
                case 4 -> {
                    tell.accept("engine forgets");
                    keeper.forgetAll(store());
                }
                default -> heal();
            }
        }
    }

    @Override
    public void heal() {
        EngineLink now = link;
        if (now != null) {
            now.cut(false);
            now.delay(Duration.ofMillis(30));
        }
    }
}
