package io.broadcasthub.bench.server;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server that somebody else started.
 *
 * @param pid of its process; null if it is not known
 * @param admin its admin address; null if it is not known
 */
public record RunningTarget(
        URI url, @Nullable Long pid, @Nullable URI admin) implements Target {
    /** Without the query, which may hold what is not for reports. */
    @Override
    public String name() {
        return url.getScheme() + "://" + url.getAuthority() + url.getRawPath();
    }

    @Override
    public @Nullable ProcessSample sample() throws IOException {
        return pid == null ? null : ProcessSample.of(pid);
    }

    @Override
    public @Nullable Counters counters() throws IOException {
        return admin == null ? null : Counters.read(admin);
    }

    @Override
    public void close() {}
}
