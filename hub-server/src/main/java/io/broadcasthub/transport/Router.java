package io.broadcasthub.transport;

import io.broadcasthub.concurrent.AnyThread;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route for a request: of several that match the path, the first listed. */
@AnyThread
public final class Router {
    /** A route and the value of its path's variable. */
    record Match(Route route, String variable) {}

    private final List<Route> routes;
    private final String index;

    /** @param index tells whoever asks for something else where the paths are */
    public Router(List<Route> routes, String index) {
        this.routes = List.copyOf(routes);
        this.index = index;
    }

    /** @throws HttpRefusal 404 if there is no such path, 405 if it has no such method */
    Match find(HttpMethod method, String path) {
        for (Route route : routes) {
            String variable = answers(route, method) ? route.path().match(path) : null;
            if (variable != null) {
                return new Match(route, variable);
            }
        }
        String allowed = methods(path);
        throw allowed == null ? HttpRefusal.notFound(index) : HttpRefusal.methodNotAllowed(allowed);
    }

    private static boolean answers(Route route, HttpMethod method) {
        return route.method().equals(method)
                || (method.equals(HttpMethod.HEAD) && route.method().equals(HttpMethod.GET));
    }

    /** The methods of a path, for a CORS preflight; null if there is no such path. */
    @Nullable
    String methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        routes.stream()
                .filter(r -> r.path().match(path) != null)
                .forEach(r -> methods.add(r.method().name()));
        return methods.isEmpty() ? null : String.join(", ", methods);
    }
}
