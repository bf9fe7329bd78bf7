package io.broadcasthub.server;

import org.jspecify.annotations.Nullable;

/** The hub's version, from the jar's manifest. */
final class Version {
    private Version() {}

    static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
