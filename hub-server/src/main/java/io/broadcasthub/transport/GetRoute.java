package io.broadcasthub.transport;

import io.netty.handler.codec.http.HttpMethod;

/** A call that reads, or begins a stream. */
public abstract class GetRoute implements Route {
    private final PathTemplate path;

    /** @param path as {@link PathTemplate} takes it */
    protected GetRoute(String path) {
        this.path = PathTemplate.of(path);
    }

    @Override
    public final HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public final PathTemplate path() {
        return path;
    }
}
