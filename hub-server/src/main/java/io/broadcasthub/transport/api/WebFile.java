package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.broadcasthub.transport.Response;
import io.broadcasthub.transport.Route;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/** One file of the start page or the browser module, read from the class path once. */
public final class WebFile extends GetRoute {
    private static final String FOLDER = "/io/broadcasthub/web/";
    private static final String SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "ts", "text/plain; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final String type;
    private final byte[] content;
    private final String tag;

    private WebFile(String path, String file) {
        super(path);
        this.type = Objects.requireNonNull(TYPES.get(file.substring(file.lastIndexOf('.') + 1)), file);
        this.content = read(file);
        CRC32 crc = new CRC32();
        crc.update(content);
        this.tag = '"' + Long.toHexString(crc.getValue()) + '"';
    }

    /** Every file there is. */
    public static List<Route> all() {
        return List.of(
                new WebFile("/", "index.html"),
                new WebFile("/start.js", "start.js"),
                new WebFile("/start.css", "start.css"),
                new WebFile("/icon.svg", "icon.svg"),
                new WebFile("/hub.js", "hub.js"),
                new WebFile("/hub.d.ts", "hub.d.ts"));
    }

    private static byte[] read(String file) {
        try (InputStream in = WebFile.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the distribution is incomplete: " + file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        boolean known = tag.equals(exchange.header("If-None-Match"));
        Response response = Response.of(
                known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK, type, known ? new byte[0] : content);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        response.headers().set(HttpHeaderNames.ETAG, tag);
        response.headers().set("Content-Security-Policy", SECURITY_POLICY);
        exchange.respond(response);
    }
}
