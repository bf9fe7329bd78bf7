package io.broadcasthub.bench;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The WebSocket of a hub, with its port. Only what the generator can reach: it speaks no TLS. */
final class UrlConverter implements ITypeConverter<URI> {
    private static final int DEFAULT_PORT = 80;
    private static final String FORM = "write ws://host:port/ws";

    @Override
    public URI convert(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, FORM);
        }
        String why = whyNot(url);
        if (why != null) {
            throw refused(text, why);
        }
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create("ws://" + url.getHost() + ":" + port + url.getRawPath() + query);
    }

    private static @Nullable String whyNot(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String path = url.getRawPath();
        return switch (scheme) {
            case "wss", "https" ->
                "the generator speaks no TLS; measure the hub behind what ends TLS, by its own listener:"
                        + " ws://host:port/ws";
            case "http" -> FORM + ", the hub's WebSocket, whatever --transport is; streams are found beside it";
            case "ws" -> {
                if (url.getHost() == null || url.getPort() == 0) {
                    yield FORM;
                }
                if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                    yield "names, passwords and fragments are not sent; " + FORM;
                }
                yield path == null || path.isEmpty() || path.endsWith("/")
                        ? "it has to end with the path of the WebSocket; " + FORM
                        : null;
            }
            default -> FORM;
        };
    }

    private static TypeConversionException refused(String text, String why) {
        // Not for terminals and logs: names, passwords, and the query, which may hold a token.
        String shown = text.replaceFirst("//[^/?]*@", "//…@").replaceFirst("\\?.*", "?…");
        return new TypeConversionException("\"" + shown + "\" cannot be measured; " + why);
    }
}
