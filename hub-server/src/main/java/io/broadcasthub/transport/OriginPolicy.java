package io.broadcasthub.transport;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.config.Origin;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may use the hub: those of the configured origins, matched exactly, and those the hub's own host serves.
 * Requests without an {@code Origin} do not come from a page of another site and pass.
 */
@AnyThread
public final class OriginPolicy {
    private final Set<String> allowed;
    private final boolean any;

    public OriginPolicy(List<Origin> origins) {
        this.allowed = origins.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
        this.any = origins.stream().anyMatch(Origin::isAny);
    }

    /**
     * The origin to name in the answer's CORS headers; null if the request has none.
     *
     * @throws HubException {@code forbidden} if the page may not use the hub
     */
    @Nullable
    String check(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.ORIGIN)) {
            return null;
        }
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        String origin = origins.get(0).toLowerCase(Locale.ROOT);
        if (origins.size() == 1 && (any || allowed.contains(origin) || isSameHost(origin, headers))) {
            return origin;
        }
        throw new HubException(ErrorCode.FORBIDDEN, "pages of this origin may not use the hub; add it to `origins`");
    }

    private static boolean isSameHost(String origin, HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null) {
            return false;
        }
        String own = host.toLowerCase(Locale.ROOT);
        return origin.equals("http://" + withoutPort(own, ":80"))
                || origin.equals("https://" + withoutPort(own, ":443"));
    }

    private static String withoutPort(String host, String defaultPort) {
        return host.endsWith(defaultPort) ? host.substring(0, host.length() - defaultPort.length()) : host;
    }
}
