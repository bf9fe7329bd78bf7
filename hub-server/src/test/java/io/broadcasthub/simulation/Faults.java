package io.broadcasthub.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What goes wrong, drawn from the seed. Each is a seam of the platform's: nothing of it is in the product's code. */
final class Faults {
    private static final String[] DRIBBLES = {
        "",
        "GET /ws HTTP",
        "POST /topics/a HTTP/1.1\r\nHost: hub.test\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nab"
    };

    private final World world;
    private final Random random;
    private final SimulatedEngine engine;

    Faults(World world, SimulatedEngine engine) {
        this.world = world;
        this.random = world.random;
        this.engine = engine;
    }

    /** Perhaps something goes wrong now. */
    void perhaps() {
        if (random.nextInt(60) != 0) {
            return;
        }
        Client client = world.clients.get(random.nextInt(world.clients.size()));
        switch (random.nextInt(12)) {
            case 0 -> client(client, "vanish", Client::vanish);
            case 1, 2, 3 -> stall(client);
            case 4 -> client(client, "reset", Client::reset);
            case 5 -> client(client, "hang up", Client::hangUp);
            case 6 -> dribble();
            case 7 -> {
                fault("allocation");
                world.allocator.failIn(random.nextInt(30));
                world.failsFor(Duration.ofMinutes(2));
            }
            case 8 -> {
                boolean exhaust = random.nextInt(3) == 0;
                fault("descriptors " + (exhaust ? "gone" : "there"));
                world.network.exhaustDescriptors(exhaust);
            }
            case 9 -> {
                fault("clock step");
                world.time.stepWallClock(Duration.ofMinutes(random.nextInt(121) - 60));
            }
            case 10 -> engine.fault(random, this::fault);
            default -> client(client, "reads again", c -> c.stall(false));
        }
    }

    private void fault(String kind) {
        world.tally.fault(kind);
    }

    private void client(Client client, String kind, Consumer<Client> what) {
        if (client.isConnected()) {
            fault(kind);
            what.accept(client);
        }
    }

    private void stall(Client client) {
        if (client.isEstablished() && !client.isStalled()) {
            client(client, "stall", c -> c.stall(true));
        }
    }

    private void dribble() {
        Link link = world.network.connect(world.publicAddress());
        if (link != null) {
            fault("dribble");
            String some = List.of(DRIBBLES).get(random.nextInt(DRIBBLES.length));
            link.send(some.getBytes(StandardCharsets.US_ASCII));
            link.mustEndIn(
                    Duration.ofSeconds(some.startsWith("POST") ? 30 : 25), "one that sent only '" + some.trim() + "'");
        }
    }

    /** Everything works again. */
    void heal() {
        world.network.exhaustDescriptors(false);
        world.allocator.failIn(-1);
        world.clients.forEach(c -> c.stall(false));
        engine.heal();
    }
}
