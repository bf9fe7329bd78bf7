package io.broadcasthub.limits;

import java.util.EnumMap;
import java.util.Map;

/** One look at everything the hub can run out of. */
public record LoadSample(Map<Resource, Reading> readings) {
    private static final Reading NOTHING = new Reading(0, 0);

    public LoadSample {
        readings = Map.copyOf(readings);
    }

    /** Before anything was measured. */
    static LoadSample empty() {
        return new LoadSample(new EnumMap<>(Resource.class));
    }

    public Reading of(Resource resource) {
        return readings.getOrDefault(resource, NOTHING);
    }
}
